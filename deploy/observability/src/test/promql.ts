import { parser } from '@prometheus-io/lezer-promql';

/** A selector of series in a PromQL expression. */
export interface Selector {
  metric: string;
  matchers: { label: string; operator: string; value: string }[];
}

/** What a PromQL expression names. */
export interface Named {
  selectors: Selector[];
  /** The labels by which it groups, and those that it makes. */
  groupedBy: string[];
  made: string[];
}

type Syntax = ReturnType<typeof parser.parse>['topNode'];

/**
 * Finds the metrics and labels in a PromQL expression.
 *
 * @throws Error with the place, when it cannot be parsed
 */
export function readPromql(expr: string): Named {
  const named: Named = { selectors: [], groupedBy: [], made: [] };
  const text = (node: Syntax | null) => (node === null ? '' : expr.slice(node.from, node.to));
  parser.parse(expr).iterate({
    enter({ type, from, name, node }) {
      if (type.isError)
        throw new Error(`no PromQL at character ${from} of:\n${expr.slice(0, from)}⚠${expr.slice(from)}`);
      if (name === 'VectorSelector')
        named.selectors.push({
          metric: text(node.getChild('Identifier')),
          matchers: (node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []).map(
            (matcher) => ({
              label: text(matcher.getChild('LabelName')),
              operator: text(matcher.getChild('MatchOp')),
              value: text(matcher.getChild('StringLiteral')).slice(1, -1),
            }),
          ),
        });
      // Those of `on (…)` too: series are compared by them.
      if (name === 'GroupingLabels') named.groupedBy.push(...node.getChildren('LabelName').map(text));
      if (name === 'FunctionCall' && text(node.getChild('FunctionIdentifier')) === 'label_replace')
        named.made.push(
          text(node.getChild('FunctionCallBody')?.getChild('StringLiteral') ?? null).slice(1, -1),
        );
    },
  });
  return named;
}
