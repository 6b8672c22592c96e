/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The practice platform (演练平台): a whole platform on loopback behind the same contract. The only folder
 * with libsoup.
 *
 * Its folder is the platform: practice.db, port, identity and lock. The port is chosen once and kept. A
 * second start on the same folder finds the lock held: YN_ERROR_ALREADY_RUNNING, and yn_practice_address()
 * says where the first one is. */
#pragma once

#include "base/clock.h"
#include "base/keyring.h"

G_BEGIN_DECLS

typedef struct _YnPractice YnPractice;

typedef struct
{
  const char *folder;
  YnKeyring *keyring;
  YnClock *clock;
  int reviewer_seconds; /* the reviewer acts by itself after so long; -1: only by `review` */
  int device_interval;  /* seconds between polls, 1 for tests */
} YnPracticeOptions;

/* Listens on 127.0.0.1 in a thread of its own until freed. */
YnPractice *yn_practice_start (const YnPracticeOptions *options, GError **error);
void yn_practice_stop (YnPractice *practice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnPractice, yn_practice_stop)

const char *yn_practice_url (YnPractice *practice); /* "http://127.0.0.1:40123" */

G_END_DECLS
