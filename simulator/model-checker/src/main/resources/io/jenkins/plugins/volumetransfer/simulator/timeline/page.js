
(() => {
  'use strict';
  const rows = [...document.querySelectorAll('tbody tr[id]')];
  const inspector = document.getElementById('inspector');
  const part = (selector) => inspector.querySelector(selector);
  let chosen = 0;

  const siblings = () => rows.filter((row) => row.closest('section') === rows[chosen].closest('section'));

  const show = (row) => {
    const all = siblings();
    const here = row.querySelector('.here');
    part('.position').textContent =
      'Moment ' + (all.indexOf(row) + 1) + ' of ' + all.length + (row.dataset.kind ? ': ' + row.dataset.kind : '');
    part('.who').textContent = here.dataset.name;
    part('.what').textContent = here.querySelector('.what').textContent;
    const place = here.querySelector('.place');
    part('.place').textContent = place ? place.textContent : '';
    const files = [...row.querySelectorAll('.there')].map((cell) => {
      const item = document.createElement('li');
      const state = document.createElement('span');
      item.className = cell.matches('.held, .free') ? 'lock' : '';
      state.textContent = cell.textContent;
      item.append(cell.dataset.name, state);
      return item;
    });
    if (!files.length) {
      const nothing = document.createElement('li');
      nothing.textContent = 'nothing';
      files.push(nothing);
    }
    part('ul').replaceChildren(...files);
  };

  const choose = (row, focus) => {
    rows[chosen].removeAttribute('aria-current');
    rows[chosen].tabIndex = -1;
    chosen = rows.indexOf(row);
    row.setAttribute('aria-current', 'true');
    row.tabIndex = 0;
    show(row);
    if (focus) {
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      history.replaceState(null, '', '#' + row.id);
    }
  };

  const move = {
    first: () => siblings()[0],
    last: () => siblings().at(-1),
    next: () => rows[Math.min(chosen + 1, rows.length - 1)],
    previous: () => rows[Math.max(chosen - 1, 0)],
    fault: () => {
      const later = [...rows.slice(chosen + 1), ...rows.slice(0, chosen + 1)];
      return later.find((row) => row.matches('.fault')) || rows[chosen];
    },
  };
  const keys = { j: 'next', ArrowDown: 'next', k: 'previous', ArrowUp: 'previous', Home: 'first', End: 'last', f: 'fault' };

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || !keys[event.key]) {
      return;
    }
    event.preventDefault();
    choose(move[keys[event.key]](), true);
  });
  document.addEventListener('click', (event) => {
    const row = event.target.closest('tbody tr[id]');
    const button = event.target.closest('button');
    if (button && button.dataset.move) {
      choose(move[button.dataset.move](), false);
      rows[chosen].scrollIntoView({ block: 'nearest', inline: 'nearest' });
    } else if (button) {
      copy(button);
    } else if (row && String(getSelection()) === '') {
      choose(row, true);
    }
  });

  const copy = (button) => {
    const token = button.previousElementSibling;
    const done = (word) => { button.textContent = word; };
    const select = () => {
      getSelection().selectAllChildren(token);
      done('Selected');
    };
    if (navigator.clipboard) {
      navigator.clipboard.writeText(token.textContent).then(() => done('Copied'), select);
    } else {
      select();
    }
  };

  const arrive = () => {
    const target = rows.find((row) => '#' + row.id === location.hash);
    choose(target || rows[chosen], Boolean(target));
  };

  if (rows.length) {
    document.documentElement.classList.add('scripted');
    inspector.hidden = false;
    document.querySelectorAll('.copy').forEach((button) => { button.hidden = false; });
    rows.forEach((row) => {
      row.tabIndex = -1;
      row.querySelector('th a').tabIndex = -1;
    });
    addEventListener('hashchange', arrive);
    arrive();
  }
})();
