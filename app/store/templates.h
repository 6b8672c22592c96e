/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Templates (模板): the answers of a form under a name, to begin another draft from. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;      /* UUID */
  char *service; /* id */
  char *name;
  gint64 saved;  /* instant */
  YnJson *answers;
  YnJson *begun; /* the form as it was (forms/upgrade.h); may be NULL */
} YnTemplate;

void yn_template_free (YnTemplate *template);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnTemplate, yn_template_free)

/* A template of the same service and name is replaced. */
YnTemplate *yn_templates_put (YnStore *store, const char *enterprise, const char *service, const char *name,
                              const YnJson *answers, const YnJson *begun, gint64 now, GError **error);
YnTemplate *yn_templates_get (YnStore *store, const char *enterprise, const char *id, GError **error);
/* Of @service (NULL: of all), newest first. */
GPtrArray *yn_templates_list (YnStore *store, const char *enterprise, const char *service, GError **error);
gboolean yn_templates_remove (YnStore *store, const char *enterprise, const char *id, GError **error);

G_END_DECLS
