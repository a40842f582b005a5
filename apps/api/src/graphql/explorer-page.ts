/** The page for people who open `/graphql` in a browser: a document, its variables, a token, the answer. Nothing comes from elsewhere. */
const STYLE = `
  :root { color-scheme: light dark; font: 15px/1.4 system-ui, sans-serif; }
  body { margin: 0; display: grid; grid-template: auto 1fr / 1fr 1fr; gap: 12px; height: 100vh; padding: 12px; box-sizing: border-box; }
  header { grid-column: 1 / -1; display: flex; gap: 12px; align-items: center; flex-wrap: wrap; }
  header h1 { font-size: 1.1rem; margin: 0; }
  header label { display: flex; gap: 6px; align-items: center; flex: 1; }
  form { display: grid; grid-template-rows: auto 3fr auto 1fr auto; gap: 6px; min-height: 0; }
  textarea, pre, input { font: 13px/1.5 ui-monospace, monospace; border: 1px solid #8888; border-radius: 6px; padding: 8px; margin: 0; box-sizing: border-box; }
  textarea { resize: none; width: 100%; } input { flex: 1; } pre { overflow: auto; white-space: pre-wrap; }
  button { font: inherit; padding: 8px 20px; border-radius: 6px; border: 0; background: #2067b0; color: #fff; justify-self: start; cursor: pointer; }
  @media (max-width: 700px) { body { grid-template: auto 1fr 1fr / 1fr; } }
`;

/** The token lives in the field only: a reload forgets it. */
const SCRIPT = `
  const byId = id => document.getElementById(id);
  const show = text => { byId('answer').textContent = text; };
  async function ask(event) {
    event?.preventDefault();
    let variables;
    try { variables = JSON.parse(byId('variables').value || '{}'); } catch (error) { return show('Variables: ' + error.message); }
    show('…');
    try {
      const token = byId('token').value.trim();
      const response = await fetch(location.pathname, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token ? { authorization: 'Bearer ' + token } : {}) },
        body: JSON.stringify({ query: byId('query').value, variables }),
      });
      show(JSON.stringify(await response.json(), null, 2));
    } catch (error) { show(String(error)); }
  }
  byId('form').addEventListener('submit', ask);
  byId('form').addEventListener('keydown', event => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) ask(event); });
`;

const FIRST_DOCUMENT = `{
  viewer { employee { name } portal { title } }
  accounts { id title state }
}`;

export const explorerPolicy = (nonce: string): string =>
  `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export const explorerPage = (nonce: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>OLChat GraphQL</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<header>
  <h1>OLChat GraphQL</h1>
  <label>Partner key <input id="token" type="password" autocomplete="off" placeholder="olc_…"></label>
  <a href="/schema.graphql">schema.graphql</a>
</header>
<form id="form">
  <label for="query">Document</label>
  <textarea id="query" spellcheck="false">${FIRST_DOCUMENT}</textarea>
  <label for="variables">Variables (JSON)</label>
  <textarea id="variables" spellcheck="false">{}</textarea>
  <button>Run (Ctrl+Enter)</button>
</form>
<pre id="answer" tabindex="0" aria-live="polite" aria-label="Answer"></pre>
<script nonce="${nonce}">${SCRIPT}</script>
</body>
</html>
`;
