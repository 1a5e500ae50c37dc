"""`python -m tests.benchmarks`: the speed of the core beside its peers, on one thread.
The numbers of threads must be set before NumPy is imported, so this file sets them and imports the rest then.
"""

import os
import sys

ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")

if __name__ == "__main__":
    os.environ.update(ONE_THREAD)
    from tests.benchmarks.speed import main

    sys.exit(main())
