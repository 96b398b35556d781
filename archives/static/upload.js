// Sends the chosen scans one by one, each with its own bar; without this script the form sends them all at once.
(() => {
  const form = document.getElementById("upload");
  const input = document.getElementById("files");
  const zone = form.querySelector("[data-drop]");
  const list = form.querySelector("[data-files]");
  const texts = form.querySelector("[data-texts]").dataset;
  const row = form.querySelector("[data-file-row]");
  let chosen = [];

  const show = (files) => {
    chosen = [...files].map((file) => {
      const item = row.content.firstElementChild.cloneNode(true);
      item.querySelector(".upload-name").textContent = file.name;
      item.querySelector(".upload-state").textContent = texts.waiting;
      return { file, item };
    });
    list.replaceChildren(...chosen.map(({ item }) => item));
  };

  const send = (url, { file, item }) =>
    new Promise((done) => {
      const request = new XMLHttpRequest();
      const state = item.querySelector(".upload-state");
      const settle = (text, tone) => {
        state.textContent = text;
        item.classList.add(tone);
        done();
      };
      request.upload.onprogress = (event) => {
        if (event.lengthComputable) item.querySelector("progress").value = (100 * event.loaded) / event.total;
      };
      request.onload = () => {
        let answer = {};
        try { answer = JSON.parse(request.responseText); } catch { /* an error page: its status says enough */ }
        settle(answer.sentence || (request.status < 300 ? texts.received : texts.failed), request.status < 300 && answer.kept ? "kept" : "refused");
      };
      request.onerror = () => settle(texts.failed, "refused");
      state.textContent = texts.sending;
      const body = new FormData();
      body.append("csrf_token", form.csrf_token.value);
      body.append("files", file, file.name);
      request.open("POST", url);
      request.setRequestHeader("Accept", "application/json");
      request.send(body);
    });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!chosen.length) show(input.files);
    if (!chosen.length) return;
    form.querySelector("button[type=submit]").disabled = true;
    const body = new FormData(form);
    body.delete("files");
    const opened = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!opened.ok) { form.submit(); return; }
    const batch = await opened.json();
    for (const one of chosen) await send(batch.files, one);
    location.assign(batch.page);
  });

  input.addEventListener("change", () => show(input.files));
  for (const name of ["dragenter", "dragover"])
    zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("over"); });
  for (const name of ["dragleave", "drop"])
    zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.remove("over"); });
  zone.addEventListener("drop", (event) => {
    input.files = event.dataTransfer.files;
    show(event.dataTransfer.files);
  });
})();
