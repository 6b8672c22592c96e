/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The inside of a service, for the service-*.c and layout-*.c files alone. */
#pragma once

#include "forms/service.h"

G_BEGIN_DECLS

struct _YnService
{
  int references;
  YnJson *json;
  char *sha256;
  gboolean own;            /* of a folder beside what the program carries */
  YnSchema *schema;
  YnJson *common;          /* data/services/common.json: its words stand behind the service's own */
  YnJson *clauses;         /* data/services/clauses.json */
  YnJson *generated;       /* the UI schema made from the schema, where the file has none */
  GHashTable *rules;       /* YnJson: element of the UI schema -> YnRule */
  GMutex lock;             /* of what laying out finds once: */
  GHashTable *places;      /* char * -> YnFormPlace */
  GHashTable *choices;     /* char * -> YnChoices */
};

/* The key under which the file's words for a place stand. New. */
char *yn_service_place_key (const YnService *service, const char *pointer);

G_END_DECLS
