/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* An authority, its timekeeper and whoever answers for it on a wire that leads nowhere: what is asked is counted, and
 * who is told to is silent. */
#pragma once

#include "material.h"

#include "signing/authority-answers.h"

G_BEGIN_DECLS

#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

extern YnAuthority *authority;
extern YnTimekeeper *timekeeper;
extern YnKey *key;
extern gint64 now; /* the other programs judge by the machine's clock */

/* Makes these, and frees them. */
void asked_begin (void);
void asked_end (void);

typedef struct
{
  gboolean no_answers, no_lists;
  YnRevoked revoked; /* serial NULL: none */
  guint answers, lists, stamps;
} Wire;

YnHttpAnswer *wire_fetch (gpointer wire, const YnHttpRequest *request, GCancellable *cancellable, GError **error);

typedef struct
{
  YnTimestamper *timestamper;
  YnGathering *gathering;
} Askers;

void askers_init (Askers *askers, Wire *wire);
void askers_clear (Askers *askers);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Askers, askers_clear)

/* A paper signed by the key, at a level. */
GBytes *sign_with (Askers *askers, GBytes *plain, const char *role, YnSignatureLevel level, YnSignOutcome **outcome,
                   GError **error);
GBytes *sign (Wire *wire, YnSignatureLevel level, YnSignOutcome **outcome);
/* A later copy of one. */
GBytes *date (Askers *askers, GBytes *kept, YnSignOutcome **outcome);

/* @list: of certificates taken back, that whoever is trusted brings; or NULL. */
YnVerification *verify (GBytes *paper, GBytes *list, gint64 instant);
const YnSignatureVerdict *first_of (YnVerification *verification);

G_END_DECLS
