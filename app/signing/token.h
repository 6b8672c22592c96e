/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Keys in tokens (UKeys, smart cards) behind a vendor's module: PKCS#11, or SKF (GM/T 0016). The module lives in the
 * program yinuo-token and so does the PIN while it is used; here is the chair's end. A call that blocks is cancelled by
 * ending that program, and a module that crashes takes nothing along.
 *
 * An address says which token or key is meant: a PKCS#11 URI (RFC 7512), the path of a module, or "" for every module
 * that is registered with p11-kit. What yn_token_look() finds has an address that names exactly it.
 *
 * Errors: YN_ERROR_TOKEN_* and YN_ERROR_PIN_*; which answer of a driver to which call is which stands in one table,
 * app/token/pkcs11-codes.c (skf-codes.c). Tokens behind SKF have been tried with a mock only, on no hardware.
 *
 * PINs: one attempt a call, never again by itself. The last try and a locked token are noticed before the PIN is used.
 *
 * The program is found beside ours in the build tree, else in libexecdir; $YINUO_TOKEN overrides. */
#pragma once

#include "signing/key.h"
#include "signing/token-frames.h"

G_BEGIN_DECLS

/* Somebody has logged in to a token; it stays so until one key behind it was opened and is gone, or none of its
 * YnTokenKey is left. */
typedef struct _YnTokenLogin YnTokenLogin;

/* A certificate for signing in a token, as it lies there; or a token that shows its certificates after the PIN only. */
typedef struct
{
  char *address;
  char *module; /* the driver's path */
  char *token;  /* its label */
  char *maker, *model, *serial;
  guint flags;  /* of YnTokenFlags */
  int tries;    /* left; -1: the token does not say */
  YnCertificate *certificate; /* NULL: hidden; yn_token_log_in() */
  GBytes *chain;       /* PEM: the certificate, then those of its issuers that lie beside it; NULL: hidden */
  YnTokenLogin *login; /* it was hidden before; or NULL */
} YnTokenKey;

typedef enum
{
  YN_TOKEN_LINK_HOLDS,
  YN_TOKEN_LINK_TO_MIND,     /* the chain goes on; @error: a hidden certificate, an old one beside a good */
  YN_TOKEN_LINK_FAILS,       /* @error says why; the one of its chain */
  YN_TOKEN_LINK_NOT_REACHED, /* nobody asked: one before it fails */
} YnTokenLinkState;

/* A link of the chain from the machine to the PIN, in this order. One of a chain fails at most; each driver
 * begins a chain, and so does each further reader and token behind it. */
typedef struct
{
  const char *link; /* "reader", "driver", "slot", "token", "login" (where certificates are hidden), "certificate", "pin" */
  char *about;      /* the driver's, reader's or token's name; may be "" */
  YnTokenLinkState state;
  GError *error;    /* NULL: it holds, or was not reached */
} YnTokenLink;

typedef struct
{
  GPtrArray *keys;   /* of YnTokenKey */
  GPtrArray *hidden; /* of YnTokenKey without a certificate: what lies in those tokens only the PIN shows */
  GPtrArray *unfit;  /* of YnTokenKey with which nothing is signed: yn_certificate_fits() says why */
  GPtrArray *links;  /* of YnTokenLink */
} YnTokenSight;

YnTokenSight *yn_token_sight_new (void); /* empty */
/* Puts a link in at @index (-1: behind the others). @error is consumed in all three; NULL: the link holds. */
void yn_token_sight_add (YnTokenSight *sight, int index, const char *link, const char *about, GError *error);
/* Behind the others: it holds, and @error is to be minded. */
void yn_token_sight_remark (YnTokenSight *sight, const char *link, const char *about, GError *error);
/* Ends a chain: it fails, behind the others, and the links behind it were not reached. */
void yn_token_sight_fail (YnTokenSight *sight, const char *link, const char *about, GError *error);

YnTokenKey *yn_token_key_copy (const YnTokenKey *key);
void yn_token_key_free (YnTokenKey *key);
void yn_token_link_free (YnTokenLink *link);
void yn_token_sight_free (YnTokenSight *sight);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnTokenKey, yn_token_key_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnTokenSight, yn_token_sight_free)

/* Everything at @addresses (NULL-terminated; NULL: ""), and what is in the way of signing with it at @instant. An error
 * only where looking itself was impossible or cancelled; all others are links. Of a signing and an encryption
 * certificate only the first is a key, the other one is unfit; whoever issued them is neither. */
YnTokenSight *yn_token_look (const char *const *addresses, gint64 instant, GCancellable *cancellable, GError **error);

/* Everything that a doctor asks: the same, and the devices that are plugged in, with or without a driver. */
YnTokenSight *yn_token_examine (const char *const *addresses, gint64 instant, GCancellable *cancellable,
                                GError **error);

/* The first key in the token of that name, to which the links about it belong; or NULL. */
const YnTokenKey *yn_token_sight_key (const YnTokenSight *sight, const char *token);

/* The error of the chain that came furthest; TOKEN_EMPTY where none is broken. New. */
GError *yn_token_sight_error (const YnTokenSight *sight);

/* The one key at @address, or the one token there that hides its own: YN_ERROR_TOKEN_SEVERAL, or
 * yn_token_sight_error(). */
YnTokenKey *yn_token_find (const char *address, gint64 instant, GCancellable *cancellable, GError **error);

/* Whether its interface signs with such a key at all; to be known before a PIN is asked for. YN_ERROR_TOKEN_ALGORITHM.
 */
gboolean yn_token_can_sign (const YnTokenKey *token, GError **error);

/* Shows what lies in a token that hides it: logs in, once, as yn_token_open() does. The keys that @hidden means, one at
 * least, as YnTokenKey: whoever opens one of them gives no PIN again. YN_ERROR_TOKEN_EMPTY: no certificate for signing
 * lies there at all. The PIN is kept until one is opened, where that one wants it for each signature. @unfit (or NULL)
 * gets what lies beside them and is not signed with. */
GPtrArray *yn_token_log_in (const YnTokenKey *hidden, YnSecret *pin, gboolean last_try, gint64 instant,
                            GPtrArray *unfit, GCancellable *cancellable, GError **error);

/* Logs in, once. @pin NULL: it is typed at the reader (YN_TOKEN_PIN_PAD), or none is asked for. @last_try: the person
 * agreed to it; without, YN_ERROR_PIN_LAST_TRY and nothing was tried. @token hidden: YN_ERROR_TOKEN_HIDDEN. The key is
 * open until its last reference goes. */
YnKey *yn_token_open (const YnTokenKey *token, YnSecret *pin, gboolean last_try, GCancellable *cancellable,
                      GError **error);

/* Whether @key (of any kind) wants its PIN for every signature. It keeps the one it was opened with for its first; for
 * each further one it asks @ask, once, in the thread that signs; without that signing is YN_ERROR_PIN_NEEDED. So it is,
 * without asking, after a PIN of @ask's that was refused, until an @ask is set again. */
gboolean yn_token_asks_each_time (YnKey *key);
typedef YnSecret *(*YnTokenAsk) (gpointer data, GError **error);
void yn_token_set_ask (YnKey *key, YnTokenAsk ask, gpointer data);

G_END_DECLS
