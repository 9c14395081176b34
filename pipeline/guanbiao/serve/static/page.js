/* Drops, news and copying. Every word that is shown comes from the page or from the server. */
(function () {
  "use strict";
  var body = document.body, said = body.dataset, drop = document.getElementById("drop"), sending = document.getElementById("sending");
  var MOST_FILES = 40, MOST_BYTES = 16 * 1024 * 1024;
  document.documentElement.className = "js";

  function show(scope) {
    scope.querySelectorAll(".scripted").forEach(function (each) { each.hidden = false; });
    scope.querySelectorAll("input[disabled]").forEach(function (each) { each.disabled = false; });
  }
  show(document);

  /* Dropping: files one batch after the other, so that none of it waits in memory. */
  function batches(files) {
    var found = [], own = [], size = 0;
    files.forEach(function (each) {
      if (own.length && (own.length >= MOST_FILES || size + each.file.size > MOST_BYTES)) { found.push(own); own = []; size = 0; }
      own.push(each);
      size += each.file.size;
    });
    return own.length ? found.concat([own]) : found;
  }

  function send(files) {
    var fit = files.filter(function (each) { return each.file.size <= Number(said.largest); });
    var left = files.length - fit.length, sent = 0, failed = 0;
    var all = batches(fit);
    function tell() {
      var text = sent < fit.length ? said.sending + " " + sent + "/" + fit.length : "";
      if (left) { text += " " + files.filter(function (each) { return each.file.size > Number(said.largest); }).map(function (each) { return each.path; }).join("、") + "：" + said.tooLarge; }
      if (failed) { text += " " + said.notSent; }
      sending.textContent = text.trim();
    }
    function headers(left) { return left ? { "X-Token": said.token, "X-More": "1" } : { "X-Token": said.token }; }
    function next() {
      tell();
      var own = all.shift();
      if (!own) { return Promise.resolve(); }
      var form = new FormData();
      own.forEach(function (each) { form.append("files", each.file, each.path); });
      return fetch("/drop", { method: "POST", body: form, headers: headers(all.length) }).then(function (answer) {
        if (answer.status === 429) { all.unshift(own); return new Promise(function (done) { window.setTimeout(done, 1000 * Number(answer.headers.get("retry-after") || 5)); }); }
        if (!answer.ok) { failed += own.length; }
        sent += own.length;
      }, function () { failed += own.length; sent += own.length; }).then(next);
    }
    return next();
  }

  function walk(entry, path) {
    return new Promise(function (done) {
      if (entry.isFile) {
        entry.file(function (file) { done([{ file: file, path: path + file.name }]); }, function () { done([]); });
        return;
      }
      var reader = entry.createReader(), found = [];
      (function more() {
        reader.readEntries(function (entries) {
          if (!entries.length) {
            Promise.all(found.map(function (each) { return walk(each, path + entry.name + "/"); })).then(function (all) { done([].concat.apply([], all)); });
            return;
          }
          found = found.concat(Array.prototype.slice.call(entries));
          more();
        }, function () { done([]); });
      }());
    });
  }

  function dropped(event) {
    event.preventDefault();
    drop.classList.remove("over");
    var entries = Array.prototype.map.call(event.dataTransfer.items || [], function (item) { return item.webkitGetAsEntry && item.webkitGetAsEntry(); }).filter(Boolean);
    if (!entries.length) { return send(plain(event.dataTransfer.files)); }
    return Promise.all(entries.map(function (each) { return walk(each, ""); })).then(function (all) { return send([].concat.apply([], all)); });
  }

  function plain(files) {
    return Array.prototype.map.call(files, function (file) { return { file: file, path: file.webkitRelativePath || file.name }; });
  }

  ["dragover", "dragenter"].forEach(function (name) { window.addEventListener(name, function (event) { event.preventDefault(); drop.classList.add("over"); }); });
  window.addEventListener("dragleave", function (event) { if (!event.relatedTarget) { drop.classList.remove("over"); } });
  window.addEventListener("drop", dropped);
  ["files", "folder"].forEach(function (id) {
    var field = document.getElementById(id);
    field.addEventListener("change", function () { send(plain(field.files)).then(function () { field.value = ""; }); });
  });

  /* Answers: what was typed stays until it is taken; meanwhile the page does not change under it. */
  var waiting = {};
  function typing(part) { return part.querySelector("form.answer[data-typed]"); }
  function remembered() { try { return localStorage.getItem("who") || ""; } catch (_) { return ""; } }
  document.addEventListener("input", function (event) {
    var form = event.target.closest && event.target.closest("form.answer");
    if (form) { form.dataset.typed = "yes"; }
  });
  document.addEventListener("submit", function (event) {
    var form = event.target, told = form.querySelector("output"), button = form.querySelector("button");
    if (!form.classList.contains("answer")) { return; }
    event.preventDefault();
    button.disabled = true;
    fetch(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "X-Token": said.token } }).then(function (answer) {
      var text = (answer.headers.get("content-type") || "").indexOf("json") > 0 ? answer.json().then(function (each) { return each.said; }) : answer.text();
      return text.then(function (sentence) {
        told.textContent = sentence;
        button.disabled = answer.ok;
        if (!answer.ok) { return; }
        try { localStorage.setItem("who", form.elements.who.value); } catch (_) { /* not kept, then */ }
        delete form.dataset.typed;
        Object.keys(waiting).forEach(function (name) { if (!typing(document.getElementById(name))) { delete waiting[name]; replace(name); } });
      });
    }, function () { told.textContent = said.lost; button.disabled = false; });
  });
  window.addEventListener("beforeunload", function (event) { if (typing(document)) { event.preventDefault(); } });
  function named(scope) { scope.querySelectorAll("form.answer input[name=who]").forEach(function (each) { if (!each.value) { each.value = remembered(); } }); }
  named(document);

  /* News: what the server says holds now; parts of the page that are others are fetched anew. */
  var known = { page: said.page, state: said.state, drops: Number(said.drops), forms: Number(said.forms), results: Number(said.results) }, lost = document.getElementById("lost");
  var underWay = {}, again = {};

  /* One answer for a part is waited for at a time, lest an older one comes last. */
  function replace(name) {
    if (underWay[name]) { again[name] = true; return; }
    underWay[name] = true;
    fetched(name).then(function () {
      underWay[name] = false;
      if (again[name]) { again[name] = false; replace(name); }
    });
  }

  function fetched(name) {
    return fetch("/parts/" + name + "?" + said.query).then(function (answer) { return answer.ok ? answer.text() : null; }).then(function (text) {
      var part = document.getElementById(name);
      if (text === null || !part) { return; }
      if (typing(part)) { waiting[name] = true; sending.textContent = said.typed; return; }
      var open = Array.prototype.map.call(part.querySelectorAll("details[open]:not(#got)"), function (each) { return each.id; });
      var held = document.activeElement && part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
      part.innerHTML = text;
      show(part);
      open.forEach(function (id) { var each = id && document.getElementById(id); if (each) { each.open = true; } });
      Array.prototype.forEach.call(part.querySelectorAll("a"), function (each) { if (held && each.getAttribute("href") === held) { each.focus(); } });
    }, function () { return undefined; });
  }

  function heard(event) {
    var news = JSON.parse(event.data), state = document.getElementById("state"), bar = document.getElementById("progress");
    lost.hidden = true;
    if (known.page !== news.page) { if (typing(document)) { lost.textContent = said.typed; lost.hidden = false; } else { location.reload(); } return; }
    if (state) { state.textContent = news.said; }
    if (bar) { bar.value = news.step; bar.hidden = news.state !== "running"; }
    if (known.state !== news.state || known.results !== news.results) { replace("next"); }
    if (known.state !== news.state || known.results !== news.results || known.forms !== news.forms) { replace("results"); }
    if (known.results !== news.results) { replace("head"); drop.classList.add("low"); }
    if (known.results !== news.results || known.drops !== news.drops) { replace("drops"); }
    known = news;
  }
  var stream = new EventSource("/events");
  stream.onmessage = heard;
  stream.onerror = function () { lost.textContent = said.lost; lost.hidden = false; };
  window.addEventListener("pagehide", function () { stream.close(); });

  /* A problem that is opened shows its cells. */
  document.addEventListener("toggle", function (event) {
    var each = event.target, inside = each.querySelector && each.querySelector(".body");
    if (!each.open || !each.dataset.body || !inside || each.dataset.full) { return; }
    each.dataset.full = "yes";
    fetch(each.dataset.body).then(function (answer) { return answer.ok ? answer.text() : ""; }).then(function (text) { if (text) { inside.innerHTML = text; named(inside); } });
  }, true);
  function reveal() {
    var aim = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var each = aim; each; each = each.parentElement) { if (each.tagName === "DETAILS") { each.open = true; } }
    if (aim && aim.tagName === "DETAILS") { aim.scrollIntoView(); aim.querySelector("summary").focus(); }
  }
  window.addEventListener("hashchange", reveal);
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href^='#']");
    if (link && link.getAttribute("href") === location.hash) { reveal(); }
  });
  reveal();

  /* The line for a chat. */
  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("button.copy");
    if (!button) { return; }
    var quote = button.parentElement.querySelector("blockquote"), text = button.firstChild;
    navigator.clipboard.writeText(quote.textContent).then(function () {
      var was = text.nodeValue;
      text.nodeValue = said.copied;
      window.setTimeout(function () { text.nodeValue = was; }, 2500);
    }, function () { window.getSelection().selectAllChildren(quote); });
  });
}());
