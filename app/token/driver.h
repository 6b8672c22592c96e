/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a vendor's module can be asked, whichever interface it speaks: PKCS#11 or SKF (GM/T 0016). Each function answers
 * FALSE with @trouble filled. A program has one driver and one open key at most. */
#pragma once

#include "token/line.h"

G_BEGIN_DECLS

typedef struct
{
  const char *entry; /* the symbol by which a module of the kind is known */
  gboolean (*begin) (void *library, const char *path, LineTrouble *trouble);
  /* Says readers, tokens and certificates on the line. */
  gboolean (*look) (const char *address, LineTrouble *trouble);
  /* Tries @pin exactly once, or not at all where the token says that it will not do, at the one token at @address.
   * @agreed: to the last try. */
  gboolean (*log_in) (const char *address, const char *pin, guint agreed, LineTrouble *trouble);
  /* And says that token and its certificates on the line. */
  gboolean (*show) (const char *address, LineTrouble *trouble);
  /* Tries @pin just so, or where somebody has logged in none. @flags: agreed to; on return what is to be known of the
   * key. */
  gboolean (*open) (const char *address, const char *pin, guint *flags, LineTrouble *trouble);
  /* @signature has room for LINE_MAX_BLOCK bytes. */
  gboolean (*sign) (const char *pin, const guint8 *block, gsize length, guint8 *signature, gsize *signature_length,
                    LineTrouble *trouble);
  void (*end) (void);
} Driver;

extern const Driver driver_pkcs11;
extern const Driver driver_skf;

/* Sets @trouble. FALSE. */
static inline gboolean
driver_fail (LineTrouble *trouble, YnError error, const char *call, const char *code)
{
  *trouble = (LineTrouble){ error, call, code };
  return FALSE;
}

/* What must be said before a PIN is tried, from what the token says of itself. */
gboolean driver_pin_may_be_tried (guint token_flags, guint agreed, const char *pin, LineTrouble *trouble);

G_END_DECLS
