// SPDX-License-Identifier: Apache-2.0
// Makes the picture of a flame graph answer: a click zooms, a search marks. Without it all is there to be seen.
(function () {
  'use strict';
  var svg = document.documentElement;
  var width = Number(svg.getAttribute('data-width'));
  var letter = Number(svg.getAttribute('data-letter'));
  var margin = Number(svg.getAttribute('data-margin'));
  var total = Number(svg.getAttribute('data-total'));
  var details = document.getElementById('details');
  var reset = document.getElementById('reset');
  var search = document.getElementById('search');
  var found = document.getElementById('found');

  // Each frame with the place that it was drawn at.
  var frames = Array.prototype.map.call(document.querySelectorAll('.frame'), function (element) {
    var box = element.querySelector('rect');
    return {
      element: element,
      box: box,
      label: element.querySelector('text'),
      title: element.querySelector('title').textContent,
      name: element.getAttribute('data-name'),
      samples: Number(element.getAttribute('data-samples')),
      x: Number(box.getAttribute('x')),
      y: Number(box.getAttribute('y')),
      width: Number(box.getAttribute('width'))
    };
  });

  function fit(name, room) {
    var letters = Math.floor((room - 6) / letter);
    if (name.length <= letters) {
      return name;
    }
    return letters < 3 ? '' : name.substring(0, letters - 1) + '\u2026';
  }

  function place(frame, x, wide) {
    frame.box.setAttribute('x', x.toFixed(2));
    frame.box.setAttribute('width', wide.toFixed(2));
    frame.label.setAttribute('x', (x + 3).toFixed(2));
    frame.label.textContent = fit(frame.name, wide);
  }

  // The chosen frame and what it called take the whole width, what is beside it is hidden.
  function zoom(chosen) {
    // Places are rounded, and no box is narrower than 0.3.
    var scale = (width - 2 * margin) / chosen.width;
    frames.forEach(function (frame) {
      var above = frame.y <= chosen.y;
      var inside = frame.x > chosen.x - 0.05 && frame.x + frame.width < chosen.x + chosen.width + 0.05;
      var around = !above && frame.x < chosen.x + 0.05 && frame.x + frame.width > chosen.x + chosen.width - 0.05;
      frame.element.style.display = above && inside || around ? '' : 'none';
      frame.element.style.opacity = around ? 0.5 : '';
      if (around) {
        place(frame, margin, width - 2 * margin);
      } else if (above && inside) {
        place(frame, margin + (frame.x - chosen.x) * scale, frame.width * scale);
      }
    });
    reset.style.display = chosen === frames[0] ? 'none' : '';
  }

  function mark(word) {
    var wanted = word.toLowerCase();
    var spans = [];
    frames.forEach(function (frame) {
      var matches = wanted !== '' && frame.name.toLowerCase().indexOf(wanted) >= 0;
      frame.element.classList.toggle('match', matches);
      if (matches) {
        spans.push(frame);
      }
    });
    // Where one match lies in another, its samples count once.
    spans.sort(function (a, b) { return a.x - b.x || b.width - a.width; });
    var end = 0;
    var samples = 0;
    spans.forEach(function (frame) {
      if (frame.x >= end - 0.001) {
        samples += frame.samples;
        end = frame.x + frame.width;
      }
    });
    found.textContent = wanted === '' ? '' : 'found: ' + (100 * samples / total).toFixed(1) + ' %';
    search.textContent = wanted === '' ? 'search' : 'end search';
  }

  function ask() {
    if (search.textContent !== 'search') {
      mark('');
      return;
    }
    var word = window.prompt('Mark the functions whose names contain', '');
    if (word) {
      mark(word);
    }
  }

  frames.forEach(function (frame) {
    frame.element.addEventListener('click', function () { zoom(frame); });
    frame.element.addEventListener('mouseover', function () { details.textContent = frame.title; });
    frame.element.addEventListener('mouseout', function () { details.textContent = ''; });
  });
  reset.addEventListener('click', function () { zoom(frames[0]); });
  search.addEventListener('click', ask);
  search.style.display = '';
  window.addEventListener('keydown', function (event) {
    if (event.key === '/' || event.key === 'f' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      ask();
    } else if (event.key === 'Escape') {
      mark('');
      zoom(frames[0]);
    }
  });
})();
