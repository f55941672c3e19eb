// What can be told of rules without running them: names that are not declared, elements that do not belong, arguments missing.
import { arityOf, isExpression } from './expressions.ts';
import { findDeclared } from './item-state.ts';
import type { Item } from './model.ts';
import type { Problems } from './problems.ts';
import type { RuleKind } from './rules.ts';
import { standardTemplateOf } from './upgrade.ts';
import { childrenOf, findAttribute } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';
import { compilePattern } from './xsd-pattern.ts';

const assigning: Readonly<Record<RuleKind, readonly string[]>> = {
  response: ['qti-set-outcome-value', 'qti-lookup-outcome-value'],
  outcome: ['qti-set-outcome-value', 'qti-lookup-outcome-value'],
  template: [
    'qti-set-template-value',
    'qti-set-correct-response',
    'qti-set-default-value',
    'qti-template-constraint',
  ],
};
const reading = /^qti-(?:variable|context-variable|correct|default|map-response|map-response-point)$/;

/** Tells the faults of an item's response and template processing. */
export function checkRules(item: Item, problems: Problems): void {
  const isDeclared = (id: string) => findDeclared(item, id) !== null;
  checkRuleList(item.templateRules, 'template', isDeclared, problems);
  const processing = item.responseProcessing;
  if (!processing) return;
  checkRuleList(processing.rules, 'response', isDeclared, problems);
  const standard = standardTemplateOf(processing.template) ?? standardTemplateOf(processing.templateLocation);
  if (standard === null || processing.rules.length > 0) return;
  const response = item.responses.find((r) => r.id === 'RESPONSE');
  const wants = standard.includes('point') ? 'areaMapping' : standard.includes('map') ? 'mapping' : 'correct';
  const isSetByTemplate = item.templateRules.length > 0 && wants === 'correct';
  if (!response) {
    problems.add(
      'error',
      'variable_undeclared',
      item.root,
      `The template ${standard} judges RESPONSE, which is not declared.`,
    );
  } else if (!response[wants] && !isSetByTemplate) {
    problems.add(
      'error',
      wants === 'correct' ? 'correct_missing' : 'mapping_missing',
      response.line,
      `The template ${standard} needs what RESPONSE does not declare.`,
    );
  }
  if (!isDeclared('SCORE'))
    problems.add(
      'warning',
      'score_undeclared',
      item.root,
      `The template ${standard} sets SCORE, which is not declared.`,
    );
}

/** Tells the faults of a list of rules of one kind. */
export function checkRuleList(
  rules: readonly XmlElement[],
  kind: RuleKind,
  isDeclared: (id: string) => boolean,
  problems: Problems,
): void {
  for (const rule of rules) {
    const isExit = rule.name === `qti-exit-${kind === 'outcome' ? 'test' : kind}`;
    if (isExit) continue;
    if (rule.name === `qti-${kind}-processing-fragment`)
      checkRuleList(childrenOf(rule), kind, isDeclared, problems);
    else if (rule.name === `qti-${kind}-condition`) checkCondition(rule, kind, isDeclared, problems);
    else if (!assigning[kind].includes(rule.name)) {
      problems.add('error', 'rule_unknown', rule, `<${rule.name}> is no rule of ${kind} processing.`);
    } else checkAssignment(rule, isDeclared, problems);
  }
}

function checkAssignment(rule: XmlElement, isDeclared: (id: string) => boolean, problems: Problems): void {
  const id = findAttribute(rule, 'identifier') ?? '';
  if (rule.name !== 'qti-template-constraint' && id !== 'SCORE' && !isDeclared(id)) {
    problems.add('error', 'variable_undeclared', rule, `“${id}” is not declared.`);
  }
  const [expression] = childrenOf(rule);
  if (expression) checkExpression(expression, isDeclared, problems);
  else problems.add('error', 'expression_missing', rule, `<${rule.name}> needs an expression.`);
}

function checkCondition(
  rule: XmlElement,
  kind: RuleKind,
  isDeclared: (id: string) => boolean,
  problems: Problems,
): void {
  childrenOf(rule).forEach((branch, i) => {
    const names = i === 0 ? ['if'] : ['else-if', 'else'];
    if (!names.some((name) => branch.name === `qti-${kind}-${name}`)) {
      problems.add('error', 'rule_unknown', branch, `<${branch.name}> does not belong there.`);
    }
    if (branch.name === `qti-${kind}-else`) {
      checkRuleList(childrenOf(branch), kind, isDeclared, problems);
      return;
    }
    const [test, ...rest] = childrenOf(branch);
    if (test) checkExpression(test, isDeclared, problems);
    else problems.add('error', 'expression_missing', branch, `<${branch.name}> needs an expression.`);
    checkRuleList(rest, kind, isDeclared, problems);
  });
}

/** Tells the faults of an expression and of everything in it. */
export function checkExpression(
  at: XmlElement,
  isDeclared: (id: string) => boolean,
  problems: Problems,
): void {
  if (!isExpression(at)) {
    problems.add('error', 'expression_unknown', at, `<${at.name}> is no expression of QTI; it yields NULL.`);
    return;
  }
  const parts = childrenOf(at);
  const [least, most] = arityOf(at);
  if (parts.length < least || (parts.length > most && most > 0)) {
    problems.add('error', 'expression_arity', at, `<${at.name}> has ${parts.length} arguments.`);
  }
  const id = findAttribute(at, 'identifier') ?? '';
  if (reading.test(at.name) && !isDeclared(id)) {
    problems.add('error', 'variable_undeclared', at, `The variable “${id}” is not declared.`);
  }
  if (at.name === 'qti-pattern-match') {
    const source = at.attributes.get('pattern') ?? '';
    const pattern = compilePattern(source);
    if ('fault' in pattern && !/^\{[^{},]+\}$/.test(source)) {
      problems.add('error', 'pattern_invalid', at, `The pattern cannot be read: ${pattern.fault}.`);
    }
  }
  if (at.name === 'qti-custom-operator') {
    problems.add(
      'warning',
      'custom_operator',
      at,
      'A custom operator means something only where it was agreed.',
    );
  }
  if (most > 0) parts.forEach((part) => checkExpression(part, isDeclared, problems));
}
