// Nothing here is needed for reading. It pins the words of a cell on click, moves between cells
// with the arrow keys, and lights up every part of a statement that has several.
"use strict";
(function () {
  var pinned = null;
  function pin(cell) {
    if (pinned) pinned.classList.remove("pinned");
    pinned = cell;
    if (cell) cell.classList.add("pinned");
  }
  function step(cell, rows, columns) {
    var td = cell.closest("td");
    var row = td.parentElement;
    var table = cell.closest("table");
    if (columns) {
      var all = Array.from(row.querySelectorAll(".cell"));
      return all[all.indexOf(cell) + columns];
    }
    var lines = Array.from(table.querySelectorAll("tr"));
    var at = lines.indexOf(row) + rows;
    for (; at >= 0 && at < lines.length; at += rows) {
      var here = lines[at].cells[td.cellIndex];
      var found = (here && here.querySelector(".cell")) || lines[at].querySelector(".cell");
      if (found) return found;
    }
    return null;
  }
  document.addEventListener("click", function (event) {
    var cell = event.target.closest(".cell");
    if (cell && cell !== pinned && !event.ctrlKey && !event.metaKey && event.detail > 0) {
      event.preventDefault();
      cell.focus();
      pin(cell);
    } else if (!event.target.closest(".peek") || event.target.closest("a")) {
      pin(null);
    }
  });
  document.addEventListener("keydown", function (event) {
    var cell = event.target.closest && event.target.closest(".cell");
    var moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
    if (event.key === "Escape") {
      pin(null);
      if (cell) cell.blur();
    } else if (cell && moves[event.key]) {
      var next = step(cell, moves[event.key][0], moves[event.key][1]);
      if (next) {
        event.preventDefault();
        pin(null);
        next.focus();
      }
    }
  });
  function light() {
    document.querySelectorAll("mark.lit").forEach(function (mark) {
      mark.classList.remove("lit");
    });
    var id = location.hash.slice(1);
    if (!id) return;
    document.querySelectorAll("mark[data-of]").forEach(function (mark) {
      if (mark.dataset.of === id) mark.classList.add("lit");
    });
  }
  addEventListener("hashchange", light);
  light();
})();
