/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* validation FOLDER NAME SECONDS: how many instances the compiled schema judges in a second of processor time, so that a
 * busy machine does not count. Reading and compiling are left out. Prints one number. */

#include "forms/schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static YnJson *
load (const char *folder, const char *name, const char *end)
{
  g_autofree char *file = g_strconcat (name, end, NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GError) error = NULL;
  YnJson *json = yn_json_load (path, &error);

  if (json == NULL)
    g_error ("%s: %s", path, error->message);
  return json;
}

int
main (int argc, char **argv)
{
  g_autoptr (YnJson) document = NULL;
  g_autoptr (YnJson) instances = NULL;
  g_autoptr (YnSchema) schema = NULL;
  g_autoptr (GError) error = NULL;
  clock_t began, limit;
  guint64 judged = 0;

  if (argc != 4)
    return 2;
  document = load (argv[1], argv[2], ".schema.json");
  instances = load (argv[1], argv[2], ".json");
  schema = yn_schema_compile (document, YN_DIALECT_2020_12, NULL, &error);
  if (schema == NULL)
    g_error ("%s: %s", argv[2], error->message);
  began = clock ();
  limit = began + (clock_t) (atof (argv[3]) * CLOCKS_PER_SEC);
  while (clock () < limit)
    for (guint i = 0; i < yn_json_size (instances); i++, judged++)
      if (!yn_schema_valid (schema, yn_json_at (instances, i)))
        g_error ("%s: instance %u is not valid", argv[2], i);
  printf ("%.1f\n", (double) judged * CLOCKS_PER_SEC / (double) (clock () - began));
  return 0;
}
