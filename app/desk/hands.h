/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Papers under signature (待签文书) and the hands they go through: whose turn it is, out in a two-person file
 * (desk/sign-file.h) and home again; back to the draft: desk/taking-back.h. */
#pragma once

#include "desk/desk.h"
#include "desk/handed-out.h"
#include "desk/signatures.h"
#include "forms/signers.h"

G_BEGIN_DECLS

typedef struct
{
  char *matter;
  char *service;
  char *title;           /* of the service, in the desk's language */
  char *apart;           /* as YnStanding has it; only from yn_desk_under_signature() */
  gint64 changed;        /* instant */
  GPtrArray *signers;    /* of YnSigner: everybody who signs, in order */
  GPtrArray *signatures; /* of YnSignature: who has */
  GPtrArray *handed_out; /* of YnHandedOut: what left, as it left */
  char *sha256;          /* of the paper as it lies here */
  gboolean takes_ink;    /* yn_desk_attach_scan() would take a scan now, */
  gboolean in_ink;       /* in place of the one that lies with it */
  YnSigner *next;        /* whose turn it is; NULL: nobody's, it is ready to be filed */
} YnUnderSignature;

void yn_under_signature_free (YnUnderSignature *paper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnUnderSignature, yn_under_signature_free)

/* Of YnUnderSignature: by who must sign next (those that are ready first, then role by role, name by name),
 * the one that waits longest first. */
GPtrArray *yn_desk_under_signature (YnDesk *desk, GCancellable *cancellable, GError **error);
void yn_desk_under_signature_async (YnDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *yn_desk_under_signature_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* One of them. YN_ERROR_NOT_FOUND; YN_ERROR_NOTHING_PRINTED where the draft is still being filled in. */
YnUnderSignature *yn_desk_under_signature_of (YnDesk *desk, const char *matter, GCancellable *cancellable,
                                              GError **error);
void yn_desk_under_signature_of_async (YnDesk *desk, const char *matter, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
YnUnderSignature *yn_desk_under_signature_of_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* A two-person file for whoever signs next; the paper stays here as it is. YN_ERROR_NOTHING_PRINTED;
 * YN_ERROR_ALL_SIGNED. With @bare the paper alone, as a PDF. @name gets what to call it. */
GBytes *yn_desk_hand_out (YnDesk *desk, const char *matter, gboolean bare, char **name,
                          GCancellable *cancellable, GError **error);
void yn_desk_hand_out_async (YnDesk *desk, const char *matter, gboolean bare, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
/* @name may be NULL. */
GBytes *yn_desk_hand_out_finish (YnDesk *desk, GAsyncResult *result, char **name, GError **error);

/* That it was handed out to @to (NULL: whoever is waited for), @bare or not, once the file is written: remembered until
 * the paper is filed. */
gboolean yn_desk_note_handed_out (YnDesk *desk, const char *matter, const YnSigner *to, gboolean bare,
                                  GCancellable *cancellable, GError **error);
void yn_desk_note_handed_out_async (YnDesk *desk, const char *matter, const YnSigner *to, gboolean bare,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean yn_desk_note_handed_out_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* Home again: what the file at @path (a two-person file or the bare PDF) brings must begin with the paper
 * that lies here, and bring nothing but signatures of those whose turn it was, each intact and theirs. The
 * matter. YN_ERROR_OTHER_PAPER (not what went out, taken back since, or of nobody here),
 * YN_ERROR_NOTHING_SIGNED, YN_ERROR_ALREADY_HOME (nothing that is not here), YN_ERROR_WRONG_SIGNER (not whose turn it
 * was), YN_ERROR_SIGNATURE_INVALID, YN_ERROR_NOT_TRUSTED, YN_ERROR_CERTIFICATE_*, and of yn_sign_file_open(). */
char *yn_desk_take_home (YnDesk *desk, const char *path, GCancellable *cancellable, GError **error);
void yn_desk_take_home_async (YnDesk *desk, const char *path, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
char *yn_desk_take_home_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* The letter signed and sealed by hand: the scan at @path joins the paper as an attachment, in place of one
 * that did before, and the paper is printed anew around it when it is next reviewed; whoever files signs that
 * one. Only where the service takes wet ink (YN_ERROR_INK_NOT_TAKEN) and nobody has signed yet
 * (YN_ERROR_UNDER_SIGNATURE); else the errors of yn_desk_attach(). On an error nothing was changed. */
gboolean yn_desk_attach_scan (YnDesk *desk, const char *matter, const char *path, GCancellable *cancellable,
                              GError **error);
void yn_desk_attach_scan_async (YnDesk *desk, const char *matter, const char *path, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
gboolean yn_desk_attach_scan_finish (YnDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
