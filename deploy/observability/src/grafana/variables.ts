import { CustomVariableBuilder, TextBoxVariableBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

/** `$service`: one, some or all of these services. */
export function serviceVariable(services: readonly string[]) {
  return choice('service', 'Service', services);
}

/**
 * A variable with one, some or all of these values; all of them at first. Queries use it as a regular expression.
 *
 * @param allValue the expression for all; default: these and no others
 */
export function choice(name: string, label: string, values: readonly string[], allValue = values.join('|')) {
  return new CustomVariableBuilder(name)
    .label(label)
    .values(values.join(','))
    .options([
      { text: 'All', value: '$__all', selected: true },
      ...values.map((value) => ({ text: value, value, selected: false })),
    ])
    .current({ text: ['All'], value: ['$__all'] })
    .multi(true)
    .includeAll(true)
    .allValue(allValue);
}

/** A text variable, set by the user or by a link; empty at first. */
export function text(name: string, label: string, description: string) {
  return new TextBoxVariableBuilder(name)
    .label(label)
    .description(description)
    .defaultValue('')
    .current({ text: '', value: '' });
}
