"""The PP-OCRv6 models that the rapidocr wheel carries. Only its files are used, its own driver is never imported."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Model:
    """A model ready to run."""

    session: Any

    def run(self, outputs: None, inputs: dict[str, Any]) -> Any:
        return _thread().submit(self.session.run, outputs, inputs).result()

    def get_modelmeta(self) -> Any:
        return self.session.get_modelmeta()


@cache
def session(file: str, threads: int) -> Model:
    """A model loaded once per process."""
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
    # Some weights of the detection model are so near to nothing that the processor computes with them a hundred times
    # slower. Taken for nothing, which changes no result, detection takes a quarter of the time.
    options.add_session_config_entry("session.set_denormal_as_zero", "1")
    opening = _thread().submit(onnxruntime.InferenceSession, str(path), options, providers=["CPUExecutionProvider"])
    return Model(opening.result())


@cache
def _thread() -> ThreadPoolExecutor:
    """Where all models are opened and run. onnxruntime makes denormal numbers nothing for the thread that opens the
    first model, for all it computes from then on: so it shall be one where nobody else computes."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="models")
