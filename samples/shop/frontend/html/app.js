const names = { redis: 'Redis', postgresql: 'PostgreSQL', neo4j: 'Graph' };

function cell(text, state) {
  const span = document.createElement('span');
  span.textContent = text;
  if (state) span.className = `state ${state}`;
  return span;
}

function show(health) {
  document.getElementById('release').textContent = health.release;
  const status = document.getElementById('status');
  status.textContent = health.status;
  status.className = `state ${health.status}`;
  document.getElementById('components').replaceChildren(
    ...Object.entries(health.components).map(([key, part]) => {
      const row = document.createElement('li');
      row.append(cell(names[key] ?? key), cell(part.status, part.status), cell(`${part.latency_ms} ms`));
      return row;
    }));
}

async function refresh() {
  try {
    const answer = await fetch('/api/health');
    const health = await answer.json();
    show(health.components ? health : { release: '…', status: 'unhealthy', components: {} });
  } catch {
    show({ release: '…', status: 'unhealthy', components: {} });
  }
}

refresh();
setInterval(refresh, 5000);
