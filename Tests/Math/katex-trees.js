// Reads JSON lines with "tex" and "display"; writes KaTeX's MathML, or null, for each.
const katex = require(process.argv[2]);
const lines = require('fs').readFileSync(0, 'utf8').split('\n').filter(Boolean);
console.warn = () => {};
for (const line of lines) {
  const { tex, display } = JSON.parse(line);
  let mathML = null;
  try {
    mathML = katex.renderToString(tex, { output: 'mathml', displayMode: display, trust: true });
    mathML = mathML.replace(/^<span[^>]*>/, '').replace(/<\/span>$/, '');
    mathML = mathML.replace(/<annotation[\s\S]*<\/annotation>/, '');
  } catch (error) {
    // A formula that KaTeX refuses is not compared.
  }
  console.log(JSON.stringify({ tex, mathML }));
}
