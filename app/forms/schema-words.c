/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The words of both dialects. What stands here is known everywhere: where subschemas lie, what a word takes, how it
 * runs. */

#include "forms/schema-parts.h"

#define D7 YN_DIALECTS_DRAFT_07
#define D20 YN_DIALECTS_2020_12
#define BOTH YN_DIALECTS_BOTH
#define CORE YN_VOCABULARY_CORE
#define APPLICATOR YN_VOCABULARY_APPLICATOR
#define VALIDATION YN_VOCABULARY_VALIDATION
#define UNEVALUATED YN_VOCABULARY_UNEVALUATED
#define FORMAT YN_VOCABULARY_FORMAT
#define OTHER YN_VOCABULARY_OTHER

static const YnSchemaWord words[] = {
  { "$id", BOTH, CORE, YN_TAKES_STRING },
  { "$schema", BOTH, CORE, YN_TAKES_STRING },
  { "$anchor", D20, CORE, YN_TAKES_STRING },
  { "$dynamicAnchor", D20, CORE, YN_TAKES_STRING },
  { "$defs", D20, CORE, YN_TAKES_SCHEMA_MAP },
  { "definitions", BOTH, CORE, YN_TAKES_SCHEMA_MAP },
  { "$ref", BOTH, CORE, YN_TAKES_REFERENCE, yn_word_ref },
  { "$dynamicRef", D20, CORE, YN_TAKES_REFERENCE, yn_word_dynamic_ref },

  { "type", BOTH, VALIDATION, YN_TAKES_TYPES, yn_word_type },
  { "enum", BOTH, VALIDATION, YN_TAKES_ARRAY, yn_word_enum },
  { "const", BOTH, VALIDATION, YN_TAKES_ANYTHING, yn_word_const },
  { "multipleOf", BOTH, VALIDATION, YN_TAKES_DIVISOR, yn_word_multiple_of },
  { "minimum", BOTH, VALIDATION, YN_TAKES_NUMBER, yn_word_minimum },
  { "maximum", BOTH, VALIDATION, YN_TAKES_NUMBER, yn_word_maximum },
  { "exclusiveMinimum", BOTH, VALIDATION, YN_TAKES_NUMBER, yn_word_exclusive_minimum },
  { "exclusiveMaximum", BOTH, VALIDATION, YN_TAKES_NUMBER, yn_word_exclusive_maximum },
  { "minLength", BOTH, VALIDATION, YN_TAKES_COUNT, yn_word_min_length },
  { "maxLength", BOTH, VALIDATION, YN_TAKES_COUNT, yn_word_max_length },
  { "pattern", BOTH, VALIDATION, YN_TAKES_PATTERN, yn_word_pattern },
  { "minItems", BOTH, VALIDATION, YN_TAKES_COUNT, yn_word_min_items },
  { "maxItems", BOTH, VALIDATION, YN_TAKES_COUNT, yn_word_max_items },
  { "uniqueItems", BOTH, VALIDATION, YN_TAKES_BOOLEAN, yn_word_unique_items },
  { "minContains", D20, VALIDATION, YN_TAKES_COUNT },
  { "maxContains", D20, VALIDATION, YN_TAKES_COUNT },
  { "required", BOTH, VALIDATION, YN_TAKES_NAMES, yn_word_required },
  { "minProperties", BOTH, VALIDATION, YN_TAKES_COUNT, yn_word_min_properties },
  { "maxProperties", BOTH, VALIDATION, YN_TAKES_COUNT, yn_word_max_properties },
  { "dependentRequired", D20, VALIDATION, YN_TAKES_NAMES_MAP, yn_word_dependent_required },
  { "format", BOTH, FORMAT, YN_TAKES_STRING, yn_word_format },

  { "properties", BOTH, APPLICATOR, YN_TAKES_SCHEMA_MAP, yn_word_properties },
  { "patternProperties", BOTH, APPLICATOR, YN_TAKES_PATTERN_MAP, yn_word_pattern_properties },
  { "additionalProperties",
    BOTH,
    APPLICATOR,
    YN_TAKES_SCHEMA,
    yn_word_additional_properties,
    FALSE,
    { "properties", "patternProperties" } },
  { "propertyNames", BOTH, APPLICATOR, YN_TAKES_SCHEMA, yn_word_property_names },
  { "dependentSchemas", D20, APPLICATOR, YN_TAKES_SCHEMA_MAP, yn_word_dependent_schemas },
  { "dependencies", D7, APPLICATOR, YN_TAKES_DEPENDENCIES, yn_word_dependencies },
  { "prefixItems", D20, APPLICATOR, YN_TAKES_SCHEMAS, yn_word_prefix_items },
  { "items", D20, APPLICATOR, YN_TAKES_SCHEMA, yn_word_items, FALSE, { "prefixItems" } },
  { "items", D7, APPLICATOR, YN_TAKES_SCHEMA_OR_SCHEMAS, yn_word_items },
  { "additionalItems", D7, APPLICATOR, YN_TAKES_SCHEMA, yn_word_additional_items, FALSE, { "items" } },
  { "contains", BOTH, APPLICATOR, YN_TAKES_SCHEMA, yn_word_contains, FALSE, { "minContains", "maxContains" } },
  { "allOf", BOTH, APPLICATOR, YN_TAKES_SCHEMAS, yn_word_all_of },
  { "anyOf", BOTH, APPLICATOR, YN_TAKES_SCHEMAS, yn_word_any_of },
  { "oneOf", BOTH, APPLICATOR, YN_TAKES_SCHEMAS, yn_word_one_of },
  { "not", BOTH, APPLICATOR, YN_TAKES_SCHEMA, yn_word_not },
  { "if", BOTH, APPLICATOR, YN_TAKES_SCHEMA, yn_word_if, FALSE, { "then", "else" } },
  { "then", BOTH, APPLICATOR, YN_TAKES_SCHEMA },
  { "else", BOTH, APPLICATOR, YN_TAKES_SCHEMA },

  { "unevaluatedItems", D20, UNEVALUATED, YN_TAKES_SCHEMA, yn_word_unevaluated_items, TRUE },
  { "unevaluatedProperties", D20, UNEVALUATED, YN_TAKES_SCHEMA, yn_word_unevaluated_properties, TRUE },

  { "contentSchema", D20, OTHER, YN_TAKES_SCHEMA },
  { "title", BOTH, OTHER, YN_TAKES_STRING },
  { "description", BOTH, OTHER, YN_TAKES_STRING },
};

const YnSchemaWord *
yn_schema_word (const char *name, YnDialect dialect)
{
  guint bit = dialect == YN_DIALECT_DRAFT_07 ? D7 : D20;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if ((words[i].dialects & bit) != 0 && g_str_equal (words[i].name, name))
      return &words[i];
  return NULL;
}
