/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A practice platform in a folder of its own, and somebody who speaks to it: signs in, makes a key, prints
 * and signs papers, hands them in. Every answer is held against the contract. */
#pragma once

#include "base/keyring.h"
#include "forms/signers.h"
#include "fixtures/folder.h"
#include "papers/paper.h"
#include "practice/contract.h"
#include "practice/practice.h"
#include "signing/key.h"

G_BEGIN_DECLS

#define RESTAURANT "92460203MA5TQX8800"
#define BUILDER "91460200MA5T1Q2W3D"
#define FINED "91460200MA5T00010P"
#define HOMESTAY "91460202698900018P"
#define PENALISED "93460205MA5T00C25E"
#define TRAVEL "91460204MA5T000379"

typedef struct
{
  TestFolder *folder;
  char *place; /* the practice platform's own folder */
  YnKeyring *keyring;
  YnClock *clock;
  int reviewer_seconds;
  YnPractice *practice;
  YnHttp *http;
  Contract *contract;
  char *identity;
  YnJson *me;
  YnSecret *token;
  char *refresh;
  YnKey *key;
} Peer;

/* At 2026-11-23 10:50 in Shanghai, standing still. */
Peer *peer_new (int reviewer_seconds);
void peer_free (Peer *peer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Peer, peer_free)

/* The platform stops and starts again, at another instant where one is given. */
void peer_restart (Peer *peer, const char *instant);

/* An answer is always there. */
YnHttpAnswer *peer_ask (Peer *peer,
                        const char *method,
                        const char *target,
                        const char *type,
                        GBytes *body,
                        const char *const *headers);
YnHttpAnswer *peer_get (Peer *peer, const char *target);
YnHttpAnswer *peer_post_form (Peer *peer, const char *target, const char *first, ...) G_GNUC_NULL_TERMINATED;
/* /practice/…: @json NULL is a GET. */
YnHttpAnswer *peer_control (Peer *peer, const char *target, const char *json);
YnJson *peer_json (const YnHttpAnswer *answer);
char *peer_code (const YnHttpAnswer *answer); /* of a problem; NULL without one */

/* The whole device grant, with the approval at the page. */
void peer_sign_in (Peer *peer, const char *uscc);
/* A key made here, certified by the platform for the enterprise that signed in; made once a program. */
YnKey *peer_make_key (Peer *peer);
/* The key that fits a signer: of a person of the enterprise, of the enterprise, of a partner. */
YnKey *peer_key_of (Peer *peer, const YnSigner *signer);

/* A filing, printed and signed as the desk would. */
typedef struct
{
  char *id;
  GBytes *pdf;
  GBytes *annex; /* or NULL */
  char *matter;
  GPtrArray *attachments; /* of GBytes */
} Filing;

void filing_free (Filing *filing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Filing, filing_free)

typedef struct
{
  YnJson *body;  /* changed freely before it is printed */
  YnJson *annex; /* the annex's body, or NULL */
  GPtrArray *attachments;
  YnService *service;
} Composed;

void composed_free (Composed *composed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Composed, composed_free)

YnJson *peer_answers (Peer *peer,
                      const char *service); /* tests/fixtures/answers, with the peer's enterprise */
/* @about: "withdraws:<id>", or NULL. @attachment: for the slot, or NULL. */
Composed *peer_compose (Peer *peer,
                        const char *service,
                        const YnJson *answers,
                        const char *about,
                        const char *slot,
                        GBytes *attachment);
Composed *peer_compose_with (Peer *peer,
                             YnService *service,
                             const YnJson *answers,
                             const char *about,
                             const char *slot,
                             GBytes *attachment);
Filing *peer_print (Peer *peer, Composed *composed); /* not signed */
void filing_sign (Filing *filing, YnKey *key, const char *role, gint64 instant);

void peer_upload (Peer *peer, GBytes *bytes, const char *name);
void peer_upload_all (Peer *peer, const Filing *filing);
YnHttpAnswer *peer_put (Peer *peer, const Filing *filing);

/* All of it: composed, printed, signed where signers are asked, uploaded, put. */
Filing *peer_file (Peer *peer, const char *service, const YnJson *answers, const char *about, guint *status);

/* Events from the beginning. */
YnJson *peer_events (Peer *peer);
/* Waits for the event of that kind about @id; fails after ten seconds. New. */
YnJson *peer_await (Peer *peer, const char *id, const char *kind);

/* The practice seal signed it, it is whole, and it is a paper of this kind; its answers, new. */
YnJson *peer_read_paper (Peer *peer, GBytes *pdf, const char *kind);
YnJson *peer_fetch_paper (Peer *peer, const char *sha256, const char *kind);

G_END_DECLS
