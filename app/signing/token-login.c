/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/token-login.h"

struct _YnTokenLogin
{
  gatomicrefcount references;
  GMutex lock;
  YnTokenLine line; /* without a program: taken */
  YnSecret *pin;    /* or NULL */
};

YnTokenLogin *
yn_token_login_new (YnSecret *pin)
{
  YnTokenLogin *login = g_new0 (YnTokenLogin, 1);

  g_atomic_ref_count_init (&login->references);
  g_mutex_init (&login->lock);
  login->pin = pin != NULL ? yn_secret_ref (pin) : NULL;
  return login;
}

YnTokenLogin *
yn_token_login_ref (YnTokenLogin *login)
{
  g_atomic_ref_count_inc (&login->references);
  return login;
}

void
yn_token_login_unref (YnTokenLogin *login)
{
  if (!g_atomic_ref_count_dec (&login->references))
    return;
  yn_token_line_close (&login->line);
  g_clear_pointer (&login->pin, yn_secret_unref);
  g_mutex_clear (&login->lock);
  g_free (login);
}

YnTokenLine *
yn_token_login_line (YnTokenLogin *login)
{
  return &login->line;
}

gboolean
yn_token_login_take (YnTokenLogin *login, YnTokenLine *line, YnSecret **pin)
{
  gboolean there;

  g_mutex_lock (&login->lock);
  there = login->line.program.child != NULL;
  *line = login->line;
  login->line = (YnTokenLine){ .heard = 0 };
  *pin = g_steal_pointer (&login->pin);
  g_mutex_unlock (&login->lock);
  return there;
}
