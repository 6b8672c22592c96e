/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "script.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static FILE *
open_file (const char *name, const char *mode)
{
  const char *folder = getenv ("YINUO_MOCK");
  char path[4096];

  if (folder == NULL)
    return NULL;
  snprintf (path, sizeof path, "%s/%s", folder, name);
  return fopen (path, mode);
}

bool
script_says (const char *verb, const char *what, unsigned long *value)
{
  FILE *file = open_file ("script", "r");
  char line[256];
  bool says = false;

  while (file != NULL && !says && fgets (line, sizeof line, file) != NULL)
    {
      char said[64] = "", second[64] = "", third[64] = "";

      sscanf (line, "%63s %63s %63s", said, second, third);
      says = strcmp (said, verb) == 0 && (what == NULL || strcmp (second, what) == 0);
      if (says && value != NULL)
        *value = strtoul (what != NULL ? third : second, NULL, 0);
    }
  if (file != NULL)
    fclose (file);
  return says;
}

void
script_enter (const char *call)
{
  static unsigned long crashing; /* calls of the one that crashes */
  unsigned long well;
  FILE *file = open_file ("calls", "a");

  if (file != NULL)
    {
      fprintf (file, "%s\n", call);
      fclose (file);
    }
  if (script_says ("crash", call, &well) && crashing++ >= well)
    raise (SIGSEGV);
  while (script_says ("block", call, NULL))
    pause ();
}

unsigned char *
script_file (const char *name, size_t *length)
{
  enum { MOST = 4 * 1024 * 1024 };
  FILE *file = open_file (name, "r");
  unsigned char *data = file != NULL ? malloc (MOST) : NULL;

  *length = 0;
  if (file == NULL)
    return NULL;
  if (data != NULL)
    *length = fread (data, 1, MOST, file);
  fclose (file);
  return data;
}
