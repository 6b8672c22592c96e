/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The courier's journal: only what it may forget. Drop the table's rows and everything is still delivered,
 * once, only later (a test drops them at random). */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef struct
{
  char *filing;
  int tries;
  gint64 next_try;     /* instant; 0: now */
  char *problem;       /* code of data/problems.json, or NULL */
  YnJson *uploads;     /* {sha256: url}, or NULL */
} YnDelivery;

void yn_delivery_free (YnDelivery *delivery);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnDelivery, yn_delivery_free)

/* A fresh one where there is none. */
YnDelivery *yn_delivery_get (YnStore *store, const char *filing, GError **error);
gboolean yn_delivery_set (YnStore *store, const YnDelivery *delivery, GError **error);
gboolean yn_delivery_all_now (YnStore *store, GError **error); /* next try now: `send` */

G_END_DECLS
