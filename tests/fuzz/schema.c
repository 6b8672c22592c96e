/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A schema and an instance, one document: {"schema": …, "instance": …}, or a schema alone, which then judges itself. */

#include "forms/schema.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (YnJson) document = yn_json_parse ((const char *) data, size, NULL);
  const YnJson *inner = yn_json_get (document, "schema");
  const YnJson *instance = yn_json_get (document, "instance");
  g_autoptr (YnSchema) schema = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  if (document == NULL)
    return 0;
  schema = yn_schema_compile (inner != NULL ? inner : document, YN_DIALECT_2020_12, NULL, NULL);
  if (schema == NULL)
    return 0;
  if (instance == NULL)
    instance = document;
  problems = yn_schema_check (schema, instance, "2026-11-23");
  g_assert_cmpint (yn_schema_valid (schema, instance), ==, problems->len == 0);
  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *chinese = yn_problem_words (g_ptr_array_index (problems, i), YN_LANGUAGE_ZH_CN);
      g_autofree char *english = yn_problem_words (g_ptr_array_index (problems, i), YN_LANGUAGE_EN);

      g_assert_true (g_utf8_validate (chinese, -1, NULL) && g_utf8_validate (english, -1, NULL));
    }
  return 0;
}
