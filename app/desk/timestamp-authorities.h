/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The timestamp authorities that this desk asks (desk/stamping.h), in its order, and how each of them stands:
 * what the diagnosis of every chair shows. Nobody is asked for it. */
#pragma once

#include "desk/desk.h"

G_BEGIN_DECLS

typedef enum
{
  YN_TIMESTAMPS_READY,   /* it is asked */
  YN_TIMESTAMPS_RESTING, /* it failed a while ago, and is asked again at @until */
  YN_TIMESTAMPS_USED_UP, /* it gave its share for today */
} YnTimestampsState;

typedef struct
{
  char *name;
  char *url;
  YnTimestampsState state;
  guint given;  /* today */
  guint quota;  /* a day; 0: no limit known */
  char *last;   /* "answered", or a key of data/problems.json; NULL: it was never asked */
  gint64 asked; /* instant of that, -1: not known */
  gint64 until; /* instant, -1: it does not rest */
} YnTimestampAuthority;

void yn_timestamp_authority_free (YnTimestampAuthority *authority);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnTimestampAuthority, yn_timestamp_authority_free)

/* Of YnTimestampAuthority; empty where the desk knows none. Without a platform those of settings.ini. Cheap;
 * any thread. */
GPtrArray *yn_desk_timestamp_authorities (YnDesk *desk);

/* One line, without the name: "可用 · 今天已给 3 个，每天最多 1000 个 · 2026-11-23 10:50 已答复". New. */
char *yn_timestamp_authority_words (const YnTimestampAuthority *authority);
/* What came of asking one, by the code of a YnTimestampTry: "answered", "did not answer in time". */
const char *yn_timestamp_try_words (const char *code);

G_END_DECLS
