/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/token-devices.h"

#include "base/data.h"
#include "base/error.h"

#include <string.h>

#define CCID_CLASS "0b"

void
yn_token_device_free (YnTokenDevice *device)
{
  g_free (device->name);
  g_free (device);
}

/* One of a device's little files, without its line end; "" where it is not there. New, UTF-8. */
static char *
fact (const char *folder, const char *device, const char *name)
{
  g_autofree char *path = g_build_filename (folder, device, name, NULL);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return g_strdup ("");
  return g_utf8_make_valid (g_strstrip (text), -1);
}

/* Interfaces lie beside their device: "1-2" has "1-2:1.0". */
static gboolean
is_reader (const char *folder, const char *device)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *prefix = g_strconcat (device, ":", NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *class = g_str_has_prefix (name, prefix) ? fact (folder, name, "bInterfaceClass") : NULL;

      if (g_strcmp0 (class, CCID_CLASS) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_known_maker (const YnJson *data, const char *vendor)
{
  const YnJson *makers = yn_json_get (data, "makers");

  for (guint i = 0; i < yn_json_size (makers); i++)
    if (g_strcmp0 (yn_json_get_string (yn_json_at (makers, i), "usb"), vendor) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_known_name (const YnJson *data, const char *product)
{
  const YnJson *words = yn_json_get (yn_json_get (data, "names"), "words");
  g_autofree char *lower = g_utf8_strdown (product, -1);

  for (guint i = 0; i < yn_json_size (words); i++)
    if (strstr (lower, yn_json_string (yn_json_at (words, i))) != NULL)
      return TRUE;
  return FALSE;
}

GPtrArray *
yn_token_devices (const char *folder)
{
  GPtrArray *devices = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_token_device_free);
  g_autoptr (YnJson) data = yn_data_json ("tokens.json", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *vendor = fact (folder, name, "idVendor");
      g_autofree char *maker = fact (folder, name, "manufacturer");
      g_autofree char *product = fact (folder, name, "product");
      gboolean reader = *vendor != '\0' && is_reader (folder, name);
      YnTokenDevice *device;

      if (*vendor == '\0' || !(reader || is_known_maker (data, vendor) || has_known_name (data, product)))
        continue;
      device = g_new0 (YnTokenDevice, 1);
      device->name = *product != '\0' ? g_strstrip (g_strconcat (maker, " ", product, NULL)) : g_strdup (vendor);
      device->is_reader = reader;
      g_ptr_array_add (devices, device);
    }
  return devices;
}

static gboolean
has_link (const YnTokenSight *sight, const char *name)
{
  for (guint i = 0; i < sight->links->len; i++)
    if (g_str_equal (((const YnTokenLink *) g_ptr_array_index (sight->links, i))->link, name))
      return TRUE;
  return FALSE;
}

/* Tokens in software have no device: where a driver sees a token, no device is missed. */
void
yn_token_sight_add_devices (YnTokenSight *sight, GPtrArray *devices)
{
  gboolean sees_certificates = has_link (sight, "certificate") || has_link (sight, "login");

  for (guint i = devices->len; i-- > 0;)
    {
      const YnTokenDevice *device = g_ptr_array_index (devices, i);

      if (!sees_certificates && !device->is_reader)
        yn_token_sight_add (sight, 0, "driver", device->name,
                            g_error_new_literal (YN_ERROR, YN_ERROR_TOKEN_NO_DRIVER, "no driver sees it"));
      yn_token_sight_add (sight, 0, "reader", device->name, NULL);
    }
  if (devices->len == 0 && !sees_certificates)
    yn_token_sight_add (sight, 0, "reader", "",
                        g_error_new_literal (YN_ERROR, YN_ERROR_TOKEN_READER, "nothing plugged in looks like a token"));
}
