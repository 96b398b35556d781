"""The PP-OCRv6 models that the rapidocr wheel carries. Only its files are used, its own driver is never imported."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ingest.problems import Problem

NAME = "PP-OCRv6 small"
DETECTION = "PP-OCRv6_det_small.onnx"
RECOGNITION = "PP-OCRv6_rec_small.onnx"


def model_path(file: str) -> Path | None:
    found = find_spec("rapidocr")
    if found is None or found.origin is None:
        return None
    path = Path(found.origin).parent / "models" / file
    return path if path.is_file() else None


def are_installed() -> bool:
    return find_spec("onnxruntime") is not None and all(map(model_path, (DETECTION, RECOGNITION)))


@cache
def session(file: str, threads: int) -> Any:
    """A model ready to run, loaded once per process."""
    path = model_path(file)
    if path is None:
        raise Problem("The OCR model %(file)s is missing; install the package rapidocr.", file=file)
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Each tile and line has its own shape: planned memory patterns would cost up to 200 MB and gain nothing.
    options.enable_mem_pattern = False
    # Threads that spin while they wait take the processor from the next worker.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
