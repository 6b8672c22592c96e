/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What there is, and which link of the chain fails. Each module is looked at in a program of its own, so that a bad one
 * hides no other. */

#include "signing/token.h"

#include "signing/token-devices.h"
#include "signing/token-hearing.h"
#include "signing/token-login.h"

/* What is wrong with the module becomes a link. FALSE: cancelled. */
static gboolean
look_into_module (YnTokenHearing *hearing, const char *address, GCancellable *cancellable, GError **error)
{
  g_auto (YnTokenLine) line = { .heard = 0 };
  g_autoptr (GError) cause = NULL;

  if (yn_token_line_load (&line, hearing->module, cancellable, &cause)
      && yn_token_line_ask (&line, YN_TOKEN_LOOK, 0, address, NULL, NULL, cancellable, &cause))
    yn_token_hearing_take (hearing, &line, &cause);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  yn_token_hearing_end (hearing, g_steal_pointer (&cause));
  return TRUE;
}

/* --- modules ---------------------------------------------------------------------------------------------------- */

/* Name and path of the modules that @address means, one after the other. */
static GPtrArray *
modules_at (const char *address, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) modules = g_ptr_array_new_with_free_func (g_free);
  g_auto (YnTokenLine) line = { .heard = 0 };
  g_auto (YnTokenAnswer) answer = { .words = NULL };

  if (!yn_token_line_open (&line, error)
      || !yn_token_line_ask (&line, YN_TOKEN_MODULES, 0, address, NULL, NULL, cancellable, error))
    return NULL;
  for (;;)
    {
      if (!yn_token_line_hear (&line, &answer, error))
        return NULL;
      if (answer.frame.kind == YN_TOKEN_DONE)
        return g_steal_pointer (&modules);
      if (answer.frame.kind != YN_TOKEN_MODULE)
        {
          g_propagate_error (error, yn_token_answer_error (&answer));
          return NULL;
        }
      g_ptr_array_add (modules, g_strdup (answer.at[0]));
      g_ptr_array_add (modules, g_strdup (answer.at[1]));
    }
}

static void
move_all (GPtrArray *from, GPtrArray *to)
{
  while (from->len > 0)
    g_ptr_array_add (to, g_ptr_array_steal_index (from, 0));
}

/* Drivers without a token are of interest where somebody named them, or while no other has one: the others go to @idle.
 */
static gboolean
look_at (const char *address, gint64 instant, YnTokenSight *sight, YnTokenSight *idle, GCancellable *cancellable,
         GError **error)
{
  g_autoptr (GPtrArray) modules = modules_at (address, cancellable, error);

  for (guint i = 0; modules != NULL && i < modules->len; i += 2)
    {
      g_autoptr (YnTokenSight) seen = yn_token_sight_new ();
      const char *name = g_ptr_array_index (modules, i);
      g_auto (YnTokenHearing) hearing = { .sight = NULL };

      yn_token_hearing_init (&hearing, seen, g_ptr_array_index (modules, i + 1), name, instant);
      if (!look_into_module (&hearing, address, cancellable, error))
        return FALSE;
      move_all (seen->links, hearing.has_token || *address != '\0' ? sight->links : idle->links);
      move_all (seen->keys, sight->keys);
      move_all (seen->hidden, sight->hidden);
      move_all (seen->unfit, sight->unfit);
    }
  return modules != NULL;
}

static gboolean
look_everywhere (const char *const *addresses, gint64 instant, YnTokenSight *sight, YnTokenSight *idle,
                 GCancellable *cancellable, GError **error)
{
  static const char *const everywhere[] = { "", NULL };

  for (addresses = addresses != NULL ? addresses : everywhere; *addresses != NULL; addresses++)
    if (!look_at (*addresses, instant, sight, idle, cancellable, error))
      return FALSE;
  return TRUE;
}

YnTokenSight *
yn_token_look (const char *const *addresses, gint64 instant, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnTokenSight) sight = yn_token_sight_new ();
  g_autoptr (YnTokenSight) idle = yn_token_sight_new ();

  if (!look_everywhere (addresses, instant, sight, idle, cancellable, error))
    return NULL;
  if (sight->links->len == 0)
    move_all (idle->links, sight->links);
  if (sight->links->len == 0)
    yn_token_sight_fail (sight, "driver", "",
                         g_error_new_literal (YN_ERROR, YN_ERROR_TOKEN_DRIVER, "no driver is registered"));
  return g_steal_pointer (&sight);
}

/* While nothing is plugged in, it is of no interest which drivers see nothing. */
YnTokenSight *
yn_token_examine (const char *const *addresses, gint64 instant, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnTokenSight) sight = yn_token_sight_new ();
  g_autoptr (YnTokenSight) idle = yn_token_sight_new ();
  g_autoptr (GPtrArray) devices = yn_token_devices (YN_TOKEN_DEVICES);

  if (!look_everywhere (addresses, instant, sight, idle, cancellable, error))
    return NULL;
  if (devices->len > 0 && sight->links->len == 0)
    move_all (idle->links, sight->links);
  yn_token_sight_add_devices (sight, devices);
  return g_steal_pointer (&sight);
}

/* --- behind the PIN --------------------------------------------------------------------------------------------- */

GPtrArray *
yn_token_log_in (const YnTokenKey *hidden, YnSecret *pin, gboolean last_try, gint64 instant, GPtrArray *unfit,
                 GCancellable *cancellable, GError **error)
{
  g_autoptr (YnTokenLogin) login = yn_token_login_new (pin);
  g_autoptr (YnTokenSight) sight = yn_token_sight_new ();
  g_auto (YnTokenHearing) hearing = { .sight = NULL };
  YnTokenLine *line = yn_token_login_line (login);

  yn_token_hearing_init (&hearing, sight, hidden->module, hidden->token, instant);
  if (!yn_token_line_load (line, hidden->module, cancellable, error)
      || !yn_token_line_ask (line, YN_TOKEN_LOG_IN, last_try ? YN_TOKEN_PIN_LAST_TRY : 0, hidden->address, pin, NULL,
                             cancellable, error)
      || !yn_token_hearing_take (&hearing, line, error))
    return NULL;
  if (sight->keys->len == 0)
    {
      g_propagate_error (error, yn_token_sight_error (sight));
      return NULL;
    }
  if (unfit != NULL)
    move_all (sight->unfit, unfit);
  for (guint i = 0; i < sight->keys->len; i++)
    ((YnTokenKey *) g_ptr_array_index (sight->keys, i))->login = yn_token_login_ref (login);
  return g_ptr_array_ref (sight->keys);
}
