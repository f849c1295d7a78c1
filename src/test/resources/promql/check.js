// Gives a function that takes a query and tells, as JSON, what is wrong with it and what it asks for.
(function (read) {
  const files = {
    '@lezer/common': 'lezer-common/index.cjs',
    '@lezer/highlight': 'lezer-highlight/index.cjs',
    '@lezer/lr': 'lezer-lr/index.cjs',
    '@prometheus-io/lezer-promql': 'lezer-promql/index.cjs',
    '../types': 'codemirror-promql/types/index.js',
    './function': 'codemirror-promql/types/function.js',
    './path-finder': 'codemirror-promql/parser/path-finder.js',
    './type': 'codemirror-promql/parser/type.js',
    './parser': 'codemirror-promql/parser/parser.js',
  };
  // The only thing that it asks of the editor.
  const loaded = {'@codemirror/language': {syntaxTree: (state) => state.tree}};

  // Two files have a name that both folders know.
  function fileOf(name, from) {
    return name === './matcher' || name === './vector'
      ? from.replace(/[^/]*$/, name.slice(2) + '.js')
      : files[name];
  }

  function load(name, from) {
    if (loaded[name]) {
      return loaded[name];
    }
    const file = fileOf(name, from);
    if (!loaded[file]) {
      const module = {exports: {}};
      loaded[file] = module.exports;
      const body = new Function('exports', 'require', 'module', read(file));
      body(module.exports, (other) => load(other, file), module);
      loaded[file] = module.exports;
    }
    return loaded[file];
  }

  const {parser} = load('@prometheus-io/lezer-promql', '');
  const {Parser} = load('./parser', '');

  function matchers(node, text) {
    return node.getChildren('UnquotedLabelMatcher').map((matcher) => ({
      label: text(matcher.getChild('LabelName')),
      op: text(matcher.getChild('MatchOp')),
      value: JSON.parse(text(matcher.getChild('StringLiteral'))),
    }));
  }

  return function (query) {
    const tree = parser.parse(query);
    const state = {tree, sliceDoc: (from, to) => query.slice(from, to)};
    const text = (node) => query.slice(node.from, node.to);
    const check = new Parser(state);
    check.analyze();
    const problems = check.getDiagnostics().map((d) => `${d.message}: ${query.slice(d.from, d.to)}`);
    const nodes = [];
    const cursor = tree.cursor();
    do {
      nodes.push(cursor.node);
    } while (cursor.next());
    nodes
      .filter((node) => node.type.isError)
      .forEach((node) => problems.push(`cannot be read at ${node.from}: ${query}`));
    const selectors = [];
    const labels = [];
    for (const node of problems.length > 0 ? [] : nodes) {
      if (node.name === 'VectorSelector') {
        const name = node.getChild('Identifier');
        const list = node.getChild('LabelMatchers');
        selectors.push({
          metric: name ? text(name) : '',
          matchers: list ? matchers(list, text) : [],
        });
      } else if (node.name === 'GroupingLabels') {
        node.getChildren('LabelName').forEach((label) => labels.push(text(label)));
      }
    }
    return JSON.stringify({problems, selectors, labels});
  };
});
