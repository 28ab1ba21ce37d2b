"""A kernel that is forked from the process that runs its notebook, with everything already
imported.
"""

import asyncio
import os
from multiprocessing.context import ForkProcess
from typing import Any

from jupyter_client.manager import AsyncKernelManager


class Kernel(ForkProcess):
    """The process of a kernel, with the methods that Jupyter needs of a `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def poll(self) -> int | None:
        return self.exitcode

    def wait(self) -> int | None:
        self.join()
        return self.exitcode

    def send_signal(self, number: int) -> None:
        os.kill(self.pid or 0, number)


class ForkingManager(AsyncKernelManager):
    """Jupyter's kernel manager, except that the kernel is forked."""

    async def _async_launch_kernel(self, kernel_cmd: list[str], **_: Any) -> None:
        options = kernel_cmd[kernel_cmd.index("-f") :]
        kernel = Kernel(target=run_kernel, args=(options, os.getpid()))
        kernel.start()
        provisioner: Any = self.provisioner
        provisioner.process = kernel
        provisioner.pid = provisioner.pgid = kernel.pid


def run_kernel(options: list[str], parent: int) -> None:
    """Turn this process into the kernel, until it is asked to end or its parent is gone."""
    from ipykernel.kernelapp import IPKernelApp

    os.setsid()  # a signal to its group reaches it alone
    asyncio.set_event_loop(asyncio.new_event_loop())  # the other belongs to the parent
    try:
        IPKernelApp.launch_instance([*options, f"--IPKernelApp.parent_handle={parent}"])
    finally:
        os._exit(0)  # after an error, too: Python would wait for threads that have begun
