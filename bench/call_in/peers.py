"""The programme of a call-in solved by SCIP, its lines built up included, as ours builds its own."""

import importlib

from bench.elsewhere import Arrays, Call, Peer, tell

LIMIT = 60.0


def scip(values: Arrays) -> Call:
    """SCIP through PySCIPOpt."""
    kit = importlib.import_module("pyscipopt")

    def solved() -> dict[str, object]:
        model = kit.Model()
        model.hideOutput()
        model.setParam("limits/time", LIMIT)
        gain = values["gain"]
        z = [model.addVar(vtype="C" if g else "B", lb=0, ub=1) for g in gain]
        for i, most in enumerate(values["most"]):
            inside = slice(values["indptr"][i], values["indptr"][i + 1])
            terms = zip(values["indices"][inside], values["data"][inside], strict=True)
            model.addCons(kit.quicksum(float(v) * z[j] for j, v in terms) <= float(most))
        model.setObjective(kit.quicksum(float(g) * z[j] for j, g in enumerate(gain) if g), "maximize")
        model.optimize()
        return {"reached": round(float(model.getObjVal())), "proved": model.getStatus() == "optimal"}

    return solved


if __name__ == "__main__":
    tell((Peer("SCIP", ("pyscipopt",), scip, repeats=0),))
