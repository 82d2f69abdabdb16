// Tells two minutes before the session ends, and keeps it while somebody types. The server decides; this only shows it.
(function () {
  const box = document.getElementById('idle-warning')
  if (!box) return
  const shown = box.querySelector('[data-left]')
  const spoken = box.querySelector('[data-say]')
  const warning = Number(box.dataset.warning)
  const between = 60 // seconds between two messages to the server that somebody is here
  let ends = Date.now() + Number(box.dataset.seconds) * 1000
  let told = Date.now()
  let asking = false

  function left () { return Math.max(0, Math.round((ends - Date.now()) / 1000)) }

  async function send (address, options) {
    const answer = await fetch(address, options)
    if (answer.status !== 200 || answer.redirected) { window.location.reload(); return }
    ends = Date.now() + (await answer.json()).seconds * 1000
  }

  // Another tab may have kept the session: ask, and say that nobody did this by hand.
  async function ask () {
    if (asking) return
    asking = true
    try { await send(box.dataset.ask, { headers: { 'X-Not-By-Hand': '1' } }) } catch { /* no network: try again */ }
    asking = false
  }

  async function stay () {
    told = Date.now()
    try {
      await send(box.action, { method: 'POST', body: new FormData(box), headers: { 'X-Requested-By-Page': '1' } })
      box.hidden = true
    } catch { /* no network: the warning stays */ }
  }

  let nextQuestion = 0
  setInterval(function () {
    const seconds = left()
    if (seconds > warning) { box.hidden = true; spoken.textContent = ''; return }
    if (Date.now() > nextQuestion) { nextQuestion = Date.now() + 10000; ask() }
    if (box.hidden && !asking) {
      box.hidden = false
      spoken.textContent = spoken.dataset.say
    }
    shown.textContent = Math.floor(seconds / 60) + ':' + String(seconds % 60).padStart(2, '0')
  }, 1000)

  box.addEventListener('submit', function (event) { event.preventDefault(); stay() })
  for (const kind of ['keydown', 'pointerdown']) {
    document.addEventListener(kind, function () {
      if (Date.now() - told > between * 1000 && left() > 0) stay()
    }, { passive: true })
  }

  // What a page fetches by itself does not keep anybody signed in.
  document.addEventListener('htmx:configRequest', function (event) {
    const cause = event.detail.triggeringEvent
    if (!cause || !cause.isTrusted) event.detail.headers['X-Not-By-Hand'] = '1'
  })
})()
