/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The inside of a service, for the service-*.c and layout-*.c files alone. */
#pragma once

#include "forms/service.h"

G_BEGIN_DECLS

#define YN_SERVICE_MAX_BYTES (4 * 1024 * 1024)

struct _YnService
{
  int references;
  YnJson *json;
  char *sha256;
  gboolean own;            /* of a folder beside what the program carries */
  GBytes *file;            /* of one's own: as it was read, and the folder that it lay in */
  char *folder;
  YnSchema *schema;
  YnJson *common;          /* data/services/common.json: its words stand behind the service's own */
  YnJson *clauses;         /* data/services/clauses.json */
  YnJson *types;           /* data/dictionaries.json: the types of commitments */
  YnJson *generated;       /* the UI schema made from the schema, where the file has none */
  GHashTable *rules;       /* YnJson: element of the UI schema -> YnRule */
  GMutex lock;             /* of what laying out finds once: */
  GHashTable *places;      /* char * -> YnFormPlace */
  GHashTable *choices;     /* char * -> YnChoices */
};

/* All that its papers are printed with, as one document: {"service": the file, "common", "clauses": the common ones
 * that it names, "commitmentTypes"}. Its SHA-256 is that of the service. New. And a service out of such a document. */
GBytes *yn_service_whole (const YnService *service);
YnService *yn_service_new_whole (GBytes *bytes, GError **error);

/* The folders besides, in order. New. */
char **yn_service_folders (void);

/* Whether a file of this name, without its ".json", may be a service. */
gboolean yn_service_is_name (const char *id);

/* The key under which the file's words for a place stand. New. */
char *yn_service_place_key (const YnService *service, const char *pointer);

/* service-brief.c: what @schema asks for at @pointer, in few words; NULL: it takes more. New. */
char *yn_service_brief (const YnService *service, const char *pointer, const YnJson *schema, YnLanguage language);

/* service-check.c: yn_service_check() for a form in which people chose branches: pointer -> branch + 1, or NULL. */
GPtrArray *yn_service_check_chosen (const YnService *service, const YnJson *answers, const YnJson *attachments,
                                    GHashTable *chosen, const char *today, YnLanguage language);

G_END_DECLS
