/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The inside of a service, for the service-*.c files alone. */
#pragma once

#include "forms/service.h"

G_BEGIN_DECLS

struct _YnService
{
  int references;
  YnJson *json;
  char *sha256;
  YnSchema *schema;
  YnJson *common;          /* data/services/common.json: its words stand behind the service's own */
  YnJson *clauses;         /* data/services/clauses.json */
  GHashTable *conditions;  /* YnJson of the UI schema -> YnSchema */
};

G_END_DECLS
