/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the files of this interface share: pkcs11.c (logging in and signing), pkcs11-slots.c (readers and tokens) and
 * pkcs11-contents.c (what lies in a token). */
#pragma once

#include "token/line.h"
#include "token/pkcs11-codes.h"

#include <p11-kit/uri.h>

G_BEGIN_DECLS

#define PKCS11_MAX_SLOTS 64
#define PKCS11_MAX_CERTIFICATES 64
#define PKCS11_MAX_ID 256

/* The one module of this program. */
typedef struct
{
  CK_FUNCTION_LIST *functions;
  const char *path;
} Pkcs11Module;

extern Pkcs11Module pkcs11;

/* FALSE: @trouble says what the answer means. */
gboolean pkcs11_fine (Pkcs11Call call, CK_RV code, LineTrouble *trouble);

/* --- readers and tokens */

/* @slots has room for PKCS11_MAX_SLOTS. */
gboolean pkcs11_slots (CK_SLOT_ID *slots, CK_ULONG *n, LineTrouble *trouble);

/* What the token says of its PIN: YnTokenFlags. */
guint pkcs11_flags (const CK_TOKEN_INFO *info);

/* Says the token on the line, with an address that means it and of what lies in it only what @uri means. */
void pkcs11_say_token (const CK_TOKEN_INFO *info, P11KitUri *uri, guint flags);

/* Everything that @address means, said on the line; one bad token does not hide the others. */
gboolean pkcs11_look (const char *address, LineTrouble *trouble);

/* --- what lies in a token */

/* One certificate, as its token describes it. Too large for the stack. */
typedef struct
{
  CK_BYTE value[YN_TOKEN_MAX_DATA];
  CK_ULONG value_length;
  CK_BYTE id[PKCS11_MAX_ID], label[PKCS11_MAX_ID];
  CK_ULONG id_length, label_length;
} Pkcs11Certificate;

/* What a token does not want to tell has the length 0. */
void pkcs11_read_attribute (CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type, void *value,
                            CK_ULONG *length, LineTrouble *trouble);

/* @n: the room in @objects, then how many there are. */
gboolean pkcs11_find (CK_SESSION_HANDLE session, CK_ATTRIBUTE *wanted, CK_ULONG n_wanted, CK_OBJECT_HANDLE *objects,
                      CK_ULONG *n, LineTrouble *trouble);

/* The first certificate that @uri fits; the chair names exactly one. FALSE with @trouble fine: there is none. */
gboolean pkcs11_find_certificate (CK_SESSION_HANDLE session, P11KitUri *uri, Pkcs11Certificate *certificate,
                                  LineTrouble *trouble);

/* All certificates that can be seen, said on the line. */
gboolean pkcs11_say_certificates (CK_SESSION_HANDLE session, const CK_TOKEN_INFO *info, P11KitUri *uri,
                                  LineTrouble *trouble);

/* An address of the token or, with attributes, of what lies in it. New. */
char *pkcs11_address (const CK_TOKEN_INFO *info, const CK_ATTRIBUTE *attributes, guint n);

G_END_DECLS
