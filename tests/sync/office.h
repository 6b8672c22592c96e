/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A whole platform of a few lines behind the scripted server, honest but for the faults that a test puts into it, and a
 * desk's store in front of it: filings are kept here, receipts are signed there. */
#pragma once

#include "fixtures/sealing.h"
#include "fixtures/signed-in.h"
#include "sync/news.h"

G_BEGIN_DECLS

typedef struct
{
  ScriptedServer *server;
  SignedIn *chair;
  Sealing *sealing; /* borrowed */
  YnStore *store;
  char *enterprise;
  YnRound round;

  /* the platform, touched by the server's thread under its turn, and by the test while nothing is under way */
  GHashTable *taken;   /* filing -> its receipt, GBytes: once taken in it stays the same */
  GHashTable *needs;   /* filing -> GStrv: the files it names */
  GHashTable *arrived; /* sha256 of a file -> itself */
  GHashTable *uploads; /* path -> GByteArray */
  GHashTable *refused; /* filing -> itself: answered with a signed refusal */
  GHashTable *firsts;  /* filing -> the first filing of that matter */
  GHashTable *papers;  /* sha256 -> GBytes */
  const char *fault;   /* what the next PUT meets; NULL: nothing */
  gboolean fault_stays;
  char *stuck;         /* this filing always meets a 400 */
  const char *uscc;    /* whose account it is */
  char *feed;          /* what GET /events answers */
  char *record;
  guint puts;
  GString *order;      /* the first 8 digits of what was put, in order */

  /* at random (the model); what the server's threads may still be looking at lives as long as the office */
  gboolean storm;      /* else no faults but @fault */
  GRand *random;
  GCancellable *power; /* cancelled at random: the courier's process dies there */
  GPtrArray *powers;
} Office;

#define OFFICE_USCC "91460200MA00000000"

Office *office_new (Sealing *sealing);
void office_free (Office *office);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Office, office_free)

/* A filing of new random bytes, kept; its id, new. */
char *office_file (Office *office);
/* The same with an annex and so many attachments. */
char *office_file_with (Office *office, gboolean annex, guint attachments);

/* One round, everything due. */
gboolean office_round (Office *office, GError **error);

void office_assert_received (Office *office, const char *filing, const char *kind);
void office_assert_waits (Office *office, const char *filing, const char *problem);

G_END_DECLS
