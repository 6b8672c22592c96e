/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/tokens.h"

#include "desk/private.h"

#include <string.h>

#define DRIVERS "token-drivers" /* paths, ";" between them */

char **
yn_token_addresses (YnSettings *settings)
{
  g_autofree char *drivers = yn_settings_get (settings, DRIVERS);
  g_autofree char *all = drivers == NULL ? g_strdup (";") : g_strconcat (";", drivers, NULL);
  char **addresses = g_strsplit (all, ";", -1);

  if (drivers == NULL || *drivers == '\0')
    g_clear_pointer (&addresses[1], g_free);
  return addresses;
}

YnTokenSight *
yn_desk_tokens (YnDesk *desk, GCancellable *cancellable, GError **error)
{
  g_auto (GStrv) addresses = yn_token_addresses (desk->settings);

  return yn_token_examine ((const char *const *) addresses, yn_clock_now (desk->clock), cancellable, error);
}

GPtrArray *
yn_desk_log_in_token (YnDesk *desk, const YnTokenKey *hidden, YnSecret *pin, gboolean last_try,
                      GCancellable *cancellable, GError **error)
{
  return yn_token_log_in (hidden, pin, last_try, yn_clock_now (desk->clock), NULL, cancellable, error);
}

YnKey *
yn_desk_open_token (YnDesk *desk, const YnTokenKey *token, YnSecret *pin, gboolean last_try, GCancellable *cancellable,
                    GError **error)
{
  return yn_token_open (token, pin, last_try, cancellable, error);
}

char **
yn_desk_token_drivers (YnDesk *desk)
{
  g_autofree char *drivers = yn_settings_get (desk->settings, DRIVERS);

  return g_strsplit (drivers != NULL ? drivers : "", ";", -1);
}

void
yn_desk_add_token_driver (YnDesk *desk, const char *path)
{
  g_auto (GStrv) known = yn_desk_token_drivers (desk);
  g_autofree char *all = g_strjoinv (";", known);
  g_autofree char *more = *all != '\0' ? g_strjoin (";", all, path, NULL) : g_strdup (path);

  if (strchr (path, ';') == NULL && !g_strv_contains ((const char *const *) known, path))
    yn_settings_set (desk->settings, DRIVERS, more);
}

void
yn_desk_drop_token_driver (YnDesk *desk, const char *path)
{
  g_auto (GStrv) known = yn_desk_token_drivers (desk);
  g_autoptr (GStrvBuilder) left = g_strv_builder_new ();
  g_auto (GStrv) others = NULL;
  g_autofree char *joined = NULL;

  for (guint i = 0; known[i] != NULL; i++)
    if (!g_str_equal (known[i], path))
      g_strv_builder_add (left, known[i]);
  others = g_strv_builder_end (left);
  joined = g_strjoinv (";", others);
  yn_settings_set (desk->settings, DRIVERS, *joined != '\0' ? joined : NULL);
}

/* The window's twins */

typedef struct
{
  YnTokenKey *token;
  YnSecret *pin; /* or NULL */
} Opening;

static void
opening_free (Opening *opening)
{
  yn_token_key_free (opening->token);
  g_clear_pointer (&opening->pin, yn_secret_unref);
  g_free (opening);
}

YN_DEFINE_WORK (tokens_work, yn_desk_tokens (call->desk, cancellable, error))
YN_DEFINE_FINISH (YnTokenSight *, yn_desk_tokens)

void
yn_desk_tokens_async (YnDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (yn_call_new (desk, NULL, NULL), desk->token, tokens_work, (GDestroyNotify) yn_token_sight_free,
               cancellable, callback, user_data);
}

static YnCall *
opening_call (YnDesk *desk, const YnTokenKey *token, YnSecret *pin, gboolean last_try)
{
  YnCall *call = yn_call_new (desk, NULL, NULL);
  Opening *opening = g_new0 (Opening, 1);

  opening->token = yn_token_key_copy (token);
  opening->pin = pin != NULL ? yn_secret_ref (pin) : NULL;
  call->object = opening;
  call->object_free = (GDestroyNotify) opening_free;
  call->flag = last_try;
  return call;
}

static gpointer
log_in_work (gpointer data, GCancellable *cancellable, GError **error)
{
  YnCall *call = data;
  const Opening *opening = call->object;

  return yn_desk_log_in_token (call->desk, opening->token, opening->pin, call->flag, cancellable, error);
}

YN_DEFINE_FINISH (GPtrArray *, yn_desk_log_in_token)

void
yn_desk_log_in_token_async (YnDesk *desk, const YnTokenKey *hidden, YnSecret *pin, gboolean last_try,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (opening_call (desk, hidden, pin, last_try), desk->token, log_in_work,
               (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

static gpointer
open_work (gpointer data, GCancellable *cancellable, GError **error)
{
  YnCall *call = data;
  const Opening *opening = call->object;

  return yn_desk_open_token (call->desk, opening->token, opening->pin, call->flag, cancellable, error);
}

YN_DEFINE_FINISH (YnKey *, yn_desk_open_token)

void
yn_desk_open_token_async (YnDesk *desk, const YnTokenKey *token, YnSecret *pin, gboolean last_try,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (opening_call (desk, token, pin, last_try), desk->token, open_work, (GDestroyNotify) yn_key_unref,
               cancellable, callback, user_data);
}
