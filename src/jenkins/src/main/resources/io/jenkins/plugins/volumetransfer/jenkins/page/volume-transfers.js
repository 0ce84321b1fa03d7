/*
 * Keeps the page of a build's volume transfers up to date. Without it, the page is what it was when
 * it was loaded. All text goes in as text, never as markup.
 */
(function () {
  "use strict";

  const PERIOD_MS = 2000;
  const FAILURES_MAX = 5;
  const SVG = "http://www.w3.org/2000/svg";

  const page = document.querySelector(".volume-transfers[data-progress-url]");
  if (page === null || page.dataset.running !== "true") {
    return;
  }
  let failures = 0;
  let until = page.dataset.until;

  function within(element, name, value) {
    return Array.from(element.querySelectorAll("[data-" + name + "]")).filter(
      (each) => each.dataset[name] === value,
    );
  }

  function setText(element, field, text) {
    within(element, "field", field).forEach((each) => {
      if (each.textContent !== String(text)) {
        each.textContent = text;
      }
    });
  }

  /* Without a spread argument, which the browser of Jenkins' own test harness can't parse. */
  function setChildren(parent, children) {
    parent.textContent = "";
    children.forEach((child) => parent.append(child));
  }

  function phaseItem(phase) {
    const item = document.createElement("li");
    item.dataset.stage = phase.stage;
    [phase.begin, phase.text, phase.length].forEach((text) => {
      const part = document.createElement("span");
      part.textContent = text;
      item.append(part, " ");
    });
    return item;
  }

  function phaseBar(phase) {
    const bar = document.createElementNS(SVG, "rect");
    bar.setAttribute("class", "volume-transfers__stage");
    bar.dataset.stage = phase.stage;
    bar.setAttribute("x", phase.x + "%");
    bar.setAttribute("y", "0");
    bar.setAttribute("width", phase.width + "%");
    bar.setAttribute("height", "16");
    const title = document.createElementNS(SVG, "title");
    title.textContent = phase.text + " " + phase.length;
    bar.append(title);
    return bar;
  }

  function showClaim(row, transfer, claim) {
    ["doing", "reason", "rate", "timeLeft", "attempts"].forEach((field) => {
      setText(row, field, transfer[field]);
    });
    within(row, "field", "doing").forEach((each) => {
      each.dataset.state = transfer.state.toLowerCase();
    });
    setText(row, "percent", claim.percent);
    setText(row, "copied", claim.copied);
    setText(row, "verified", claim.verified);
    row.querySelector("progress").value = claim.percent;
  }

  function showLog(element, lines) {
    const atEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - 8;
    element.textContent = lines.join("\n");
    if (atEnd) {
      element.scrollTop = element.scrollHeight;
    }
  }

  function showDetails(details, transfer) {
    details.dataset.state = transfer.state.toLowerCase();
    setText(details, "message", transfer.message);
    within(details, "field", "lane").forEach((lane) => {
      setChildren(lane, transfer.phases.map(phaseBar));
      lane.setAttribute(
        "aria-label",
        transfer.phases.map((phase) => phase.text + " " + phase.length).join("; "),
      );
    });
    within(details, "field", "phases").forEach((list) => {
      setChildren(list, transfer.phases.map(phaseItem));
    });
    within(details, "field", "log").forEach((log) => showLog(log, transfer.log));
  }

  function showTransfer(section, transfer) {
    const elements = within(section, "transfer", transfer.name);
    const rows = elements.filter((each) => each.tagName === "TR");
    transfer.claims.forEach((claim, index) => showClaim(rows[index], transfer, claim));
    elements
      .filter((each) => each.tagName === "DETAILS")
      .forEach((each) => showDetails(each, transfer));
  }

  function showRun(run) {
    const section = within(page, "run", run.run)[0];
    const facts = section.querySelector("dl");
    setText(section, "verdict", run.verdict);
    ["took", "copied", "rate"].forEach((field) => setText(facts, field, run[field]));
    run.transfers.forEach((transfer) => showTransfer(section, transfer));
  }

  /* A run or a report that the page has no place for yet: the server draws it. */
  function isNew(run) {
    const section = within(page, "run", run.run)[0];
    return section === undefined || section.querySelectorAll("dl a").length !== run.reports.length;
  }

  function show(progress) {
    if (progress.runs.some(isNew)) {
      window.location.reload();
      return;
    }
    progress.runs.forEach(showRun);
    if (progress.running) {
      askLater();
    }
  }

  function stale(shown) {
    page.querySelector(".volume-transfers__stale").hidden = !shown;
  }

  function ask() {
    fetch(page.dataset.progressUrl + "?since=" + until, { cache: "no-cache" })
      .then((response) => {
        if (!response.ok) {
          throw new Error("HTTP " + response.status);
        }
        return response.json();
      })
      .then((progress) => {
        failures = 0;
        until = progress.until;
        stale(false);
        show(progress);
      })
      .catch(() => {
        failures += 1;
        stale(true);
        if (failures < FAILURES_MAX) {
          askLater();
        }
      });
  }

  /* A page that nobody looks at asks for nothing; each failure makes the next wait longer. */
  function askLater() {
    window.setTimeout(
      () => {
        if (document.hidden) {
          document.addEventListener("visibilitychange", ask, { once: true });
        } else {
          ask();
        }
      },
      PERIOD_MS * (1 + failures),
    );
  }

  askLater();
})();
