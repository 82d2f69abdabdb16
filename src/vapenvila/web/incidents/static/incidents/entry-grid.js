// The keyboard grid: Enter and arrows move between rows, Ctrl+D copies the cell above, and rows pasted from a spreadsheet
// fill the cells from where the cursor stands. Without this script the grid is an ordinary form.
(function () {
  "use strict";
  const MOST_ROWS = 200;
  const table = document.querySelector("[data-grid]");
  if (!table) return;
  const form = table.closest("form");
  const told = form.querySelector("[data-grid-told]");
  const rows = () => Array.from(table.querySelectorAll("tr[data-row]"));
  const cells = (row) => Array.from(row.querySelectorAll("input, select"));

  function addRow() {
    const all = rows();
    if (all.length >= MOST_ROWS || table.hasAttribute("data-fixed")) return null;
    const row = all[all.length - 1].cloneNode(true);
    row.classList.remove("has-error");
    row.querySelector(".row-number").textContent = String(all.length + 1);
    cells(row).forEach(function (cell) {
      cell.classList.remove("is-invalid");
      if (cell.tagName === "SELECT") cell.selectedIndex = 0; else cell.value = "";
    });
    table.tBodies[0].append(row);
    return row;
  }

  function at(rowIndex, column) {
    const row = rows()[rowIndex] || addRow();
    return row ? cells(row)[column] : null;
  }

  function whereIs(cell) {
    const row = cell.closest("tr[data-row]");
    return { row: rows().indexOf(row), column: cells(row).indexOf(cell) };
  }

  function go(rowIndex, column) {
    if (rowIndex < 0) return;
    const cell = at(rowIndex, column);
    if (!cell) return;
    cell.focus();
    if (cell.select) cell.select();
  }

  function put(cell, text) {
    const wanted = text.trim();
    if (cell.tagName !== "SELECT") { cell.value = wanted; return; }
    const small = wanted.toLocaleLowerCase();
    const found = Array.from(cell.options).find(function (option) {
      return option.value.toLocaleLowerCase() === small || option.text.trim().toLocaleLowerCase() === small;
    });
    cell.classList.toggle("is-invalid", !found && wanted !== "");
    if (found) cell.value = found.value;
  }

  // A spreadsheet quotes cells that hold tabs, line breaks or quotes.
  function read(text) {
    const found = [[""]];
    let quoted = false;
    for (let i = 0; i < text.length; i += 1) {
      const sign = text[i];
      const line = found[found.length - 1];
      if (quoted) {
        if (sign === '"' && text[i + 1] === '"') { line[line.length - 1] += '"'; i += 1; }
        else if (sign === '"') quoted = false;
        else line[line.length - 1] += sign === "\n" || sign === "\r" ? " " : sign;
      } else if (sign === '"' && line[line.length - 1] === "") quoted = true;
      else if (sign === "\t") line.push("");
      else if (sign === "\n") found.push([""]);
      else if (sign !== "\r") line[line.length - 1] += sign;
    }
    if (found[found.length - 1].join("") === "") found.pop();
    return found;
  }

  table.addEventListener("paste", function (event) {
    const cell = event.target.closest("input, select");
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (!cell || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const from = whereIs(cell);
    read(text).forEach(function (line, down) {
      line.forEach(function (value, across) {
        const target = at(from.row + down, from.column + across);
        if (target && value.trim() !== "") put(target, value);
      });
    });
    told.textContent = told.dataset.pasted;
  });

  table.addEventListener("keydown", function (event) {
    const cell = event.target.closest("input, select");
    if (!cell) return;
    const here = whereIs(cell);
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === "Enter" && plain) {
      event.preventDefault();
      go(here.row + (event.shiftKey ? -1 : 1), here.column);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && plain && cell.tagName !== "SELECT") {
      event.preventDefault();
      go(here.row + (event.key === "ArrowDown" ? 1 : -1), here.column);
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "d" && here.row > 0) {
      event.preventDefault();
      const above = at(here.row - 1, here.column);
      cell.value = above.value;
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      form.requestSubmit();
    }
  });

  const more = form.querySelector("[data-grid-add]");
  if (more) more.addEventListener("click", function () {
    const before = rows().length;
    for (let i = 0; i < 5; i += 1) addRow();
    go(before, 0);
  });
  const wrong = table.querySelector(".is-invalid");
  if (wrong) wrong.focus();
})();
