"""电子文件封装包, a file of DA/T 48-2009: XML with the files inside it as base64, read as a stream.

The element names are those of one public program that makes such packages; the standard itself was not at hand. What is
not known is passed over. No DTD, no entities, no depth beyond what the form needs.
"""

import base64
import binascii
import hashlib
from pathlib import Path
from typing import Any, BinaryIO
from xml.parsers import expat

from ingest.problems import N_, Refused

ROOT = "电子文件封装包"
DOCUMENT, DATA, NAME, SIZE, DIGEST = "文档", "编码数据", "计算机文件名", "计算机文件大小", "校验码"
FIELDS = {"题名": "title", "责任者": "issuer", "日期": "date", "文件编号": "number", "电子文件号": "id"}
DEEPEST, LONGEST_TEXT, CHUNK = 40, 20_000, 1 << 16


class Reader:
    """One pass: base64 goes to the disk as it comes, everything else is short text."""

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self.folder, self.most_bytes = folder, most_bytes
        self.path: list[str] = []
        self.text: list[str] = []
        self.length = self.bytes = 0
        self.fields: dict[str, str] = {}
        self.files: list[dict[str, Any]] = []
        self.faults: list[tuple[str, dict[str, Any]]] = []
        self.file: dict[str, Any] | None = None
        self.out: BinaryIO | None = None
        self.rest = ""
        self.root = ""

    def read(self, source: Path) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = self.refuse
        parser.EntityDeclHandler = self.refuse
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        try:
            with source.open("rb") as file:
                parser.ParseFile(file)
        except expat.ExpatError as error:
            raise Refused("The XML of the package is broken (%(reason)s).", reason=str(error)) from error
        finally:
            if self.out is not None:
                self.out.close()
        if self.root != ROOT:
            raise Refused("The XML is no 电子文件封装包: its root is “%(name)s”.", name=self.root[:80])

    def refuse(self, *_: object) -> None:
        raise Refused("The XML declares a document type or entities, which is not allowed here.")

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        self.root = self.root or name
        self.path.append(name)
        if len(self.path) > DEEPEST:
            raise Refused("The XML of the package is nested too deep.")
        self.text, self.length = [], 0
        if name == DOCUMENT:
            self.file = {"path": f"file-{len(self.files) + 1}", "size": 0, "sha256": "", "said": {}}
        if name == DATA and self.file is not None:
            self.out, self.rest = (self.folder / self.file["path"]).open("xb"), ""
            self.file["digest"] = hashlib.sha256()

    def characters(self, text: str) -> None:
        if self.out is not None:
            self.decode(text)
            return
        self.length += len(text)
        if self.length > LONGEST_TEXT:
            raise Refused("“%(name)s” in the package is too long.", name=self.path[-1][:80])
        self.text.append(text)

    def decode(self, text: str) -> None:
        assert self.file is not None
        assert self.out is not None
        together = self.rest + "".join(text.split())
        whole = len(together) - len(together) % 4
        self.rest = together[whole:]
        try:
            content = base64.b64decode(together[:whole], validate=True)
        except binascii.Error as error:
            raise Refused("A file inside the package is not whole (its base64 is broken).") from error
        self.bytes += len(content)
        if self.bytes > self.most_bytes:
            raise Refused("The package unpacks to more than %(most)d bytes.", most=self.most_bytes)
        self.file["size"] += len(content)
        self.file["digest"].update(content)
        self.out.write(content)

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        said = "".join(self.text).strip()
        self.text = []
        self.path.pop()
        if name == DATA and self.out is not None:
            self.close()
        elif name == DOCUMENT and self.file is not None:
            self.finish(self.file)
            self.file = None
        elif self.file is not None and name in (NAME, SIZE, DIGEST):
            self.file["said"][name] = said
        elif self.file is None and name in FIELDS and said and FIELDS[name] not in self.fields:
            self.fields[FIELDS[name]] = said

    def close(self) -> None:
        assert self.out is not None
        self.out.close()
        self.out = None
        if self.rest:
            raise Refused("A file inside the package is not whole (its base64 is broken).")

    def finish(self, file: dict[str, Any]) -> None:
        said, digest = file.pop("said"), file.pop("digest", None)
        if digest is None:
            self.faults.append((N_("A document of the package has no data."), {}))
            return
        file["sha256"] = digest.hexdigest()
        file["name"] = Path(said.get(NAME, "")).name or file["path"]
        if said.get(SIZE, "").isdigit() and int(said[SIZE]) != file["size"]:
            values = {"name": file["name"], "said": said[SIZE], "found": file["size"]}
            self.faults.append((N_("“%(name)s” has %(found)s bytes; the package says %(said)s."), values))
        given = said.get(DIGEST, "").lower().removeprefix("sha256:")
        if len(given) == 64 and given != file["sha256"]:
            self.faults.append((N_("“%(name)s” is not as its digest in the package says."), {"name": file["name"]}))
        self.files.append(file)
