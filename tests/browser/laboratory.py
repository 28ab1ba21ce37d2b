"""What a person does in JupyterLab: open a notebook, run all its cells, ask its kernel."""

import ast
import json

RUN_ALL = """async () => {
  const late = new Promise((_, fail) =>
    setTimeout(() => fail(new Error('the cells did not end in 150 seconds')), 150000));
  await Promise.race([window.jupyterapp.commands.execute('notebook:run-all-cells'), late]);
  const cells = window.jupyterapp.shell.currentWidget.content.model.sharedModel.toJSON().cells;
  return cells.filter(cell => cell.cell_type == 'code');
}"""
ASK = """async code => {
  const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  const asked = kernel.requestExecute(
    {code: '', user_expressions: {it: code}, store_history: false});
  return (await asked.done).content.user_expressions.it;
}"""


def opened(page, lab, path):
    """The notebook in JupyterLab alone (no side bars), its kernel ready."""
    address, token = lab
    page.goto(f"{address}/doc/tree/{path}?token={token}&reset")
    page.wait_for_function(
        "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status == 'idle'",
        timeout=60_000,
    )
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    return page


def run_all(page):
    """The code cells of the notebook that is open, once all have run."""
    return page.evaluate(RUN_ALL)


def ask(page, expression):
    """The value of an expression in the kernel of the notebook that is open."""
    said = page.evaluate(ASK, f"__import__('json').dumps({expression})")
    assert said["status"] == "ok", said
    return json.loads(ast.literal_eval(said["data"]["text/plain"]))
