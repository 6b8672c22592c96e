/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Going through what an SKF module knows: devices, in them applications, in them containers. */

#include "token/skf-address.h"
#include "token/skf-parts.h"

#include <string.h>

#define NAMES_ROOM (16 * 1024)

/* Names end with an empty one, or with the room. */
static const char *
next_name (const char *name, const char *names)
{
  const char *next = name == NULL ? names : name + strlen (name) + 1;

  return next < names + NAMES_ROOM && *next != '\0' ? next : NULL;
}

/* --- tokens ----------------------------------------------------------------------------------------------------- */

guint
skf_pin_flags (SkfHandle application, int *tries)
{
  SkfNumber most = 0, left = 0, is_default = 0;
  uint32_t n;

  *tries = -1;
  if (skf.SKF_GetPINInfo (application, SKF_USER_TYPE, &most, &left, &is_default) != SAR_OK)
    return 0;
  n = (uint32_t) left;
  *tries = (int) MIN (n, 1000);
  return (n == 0 ? YN_TOKEN_PIN_LOCKED : n == 1 ? YN_TOKEN_PIN_LAST_TRY : 0)
         | (n < (uint32_t) most ? YN_TOKEN_PIN_LOW : 0);
}

static char *
text_of (const char *field, gsize width)
{
  g_autofree char *text = g_strndup (field, width);

  return g_utf8_make_valid (g_strchomp (text), -1);
}

void
skf_say_token (const SkfWalk *walk, const SkfPlace *place, guint flags, int tries)
{
  SkfDeviceInfo info = { .rest = "" };
  g_autofree char *label = NULL;
  g_autofree char *maker = NULL;
  g_autofree char *serial = NULL;
  g_autofree char *address = NULL;

  skf.SKF_GetDevInfo (walk->device, &info); /* where it fails, the names are empty */
  label = text_of (info.label, sizeof info.label);
  maker = text_of (info.manufacturer, sizeof info.manufacturer);
  serial = text_of (info.serial, sizeof info.serial);
  address = skf_address_new (skf.path, place->device, place->application, place->container);
  line_say ((YnTokenFrame) { .kind = YN_TOKEN_TOKEN, .flags = YN_TOKEN_SKF | flags, .tries = tries },
            (const char *[]) { *label != '\0' ? label : place->device, maker, place->application, serial, address,
                               NULL },
            NULL);
}

/* --- going through all of it ------------------------------------------------------------------------------------ */

gboolean
skf_walk_application (SkfWalk *walk, SkfPlace *place, LineTrouble *trouble)
{
  g_autofree char *names = g_malloc0 (NAMES_ROOM + 1);
  SkfNumber size = NAMES_ROOM;

  if (!SKF_CALL (SKF_TO_FIND, SKF_EnumContainer, walk->application, names, &size))
    return FALSE;
  for (place->container = next_name (NULL, names); place->container != NULL;
       place->container = next_name (place->container, names))
    if (!walk->visit (walk, place, trouble))
      return FALSE;
  return TRUE;
}

/* An application that hides what lies in it does not hide the next one. */
static gboolean
enter_application (SkfWalk *walk, SkfPlace *place, LineTrouble *trouble)
{
  int tries;
  guint flags;

  place->container = NULL;
  if (walk->tells)
    {
      flags = skf_pin_flags (walk->application, &tries);
      skf_say_token (walk, place, flags, tries);
    }
  if (walk->enter != NULL ? walk->enter (walk, place, trouble) : skf_walk_application (walk, place, trouble))
    return TRUE;
  if (!walk->tells || trouble->error != YN_ERROR_TOKEN_HIDDEN)
    return FALSE;
  line_say_trouble (trouble, YN_TOKEN_MORE);
  return TRUE;
}

static gboolean
walk_device (SkfWalk *walk, SkfPlace *place, LineTrouble *trouble)
{
  g_autofree char *names = g_malloc0 (NAMES_ROOM + 1);
  SkfNumber size = NAMES_ROOM;
  gboolean goes_on = SKF_CALL (SKF_TO_FIND, SKF_EnumApplication, walk->device, names, &size);

  for (place->application = next_name (NULL, names); goes_on && place->application != NULL;
       place->application = next_name (place->application, names))
    {
      goes_on = SKF_CALL (SKF_TO_FIND, SKF_OpenApplication, walk->device, place->application, &walk->application)
                && enter_application (walk, place, trouble);
      if (walk->application != NULL)
        skf.SKF_CloseApplication (walk->application);
      walk->application = NULL;
    }
  return goes_on;
}

gboolean
skf_walk (SkfWalk *walk, LineTrouble *trouble)
{
  g_autofree char *names = g_malloc0 (NAMES_ROOM + 1);
  SkfNumber size = NAMES_ROOM;
  SkfPlace place = { NULL };
  gboolean goes_on = SKF_CALL (SKF_TO_FIND, SKF_EnumDev, 1, names, &size);

  for (place.device = next_name (NULL, names); goes_on && place.device != NULL;
       place.device = next_name (place.device, names))
    {
      if (walk->tells)
        line_say ((YnTokenFrame){ .kind = YN_TOKEN_READER }, (const char *[]){ place.device, NULL }, NULL);
      goes_on =
          SKF_CALL (SKF_TO_FIND, SKF_ConnectDev, place.device, &walk->device) && walk_device (walk, &place, trouble);
      if (!goes_on && walk->tells)
        {
          line_say_trouble (trouble, YN_TOKEN_MORE);
          goes_on = TRUE;
        }
      if (walk->device != NULL)
        skf.SKF_DisConnectDev (walk->device);
      walk->device = NULL;
    }
  return goes_on;
}

/* --- certificates ----------------------------------------------------------------------------------------------- */

static uint8_t certificate[YN_TOKEN_MAX_DATA];

gboolean
skf_read_certificate (SkfHandle container, SkfNumber *length, LineTrouble *trouble)
{
  SkfCode code;

  *length = sizeof certificate;
  code = skf.SKF_ExportCertificate (container, 1, certificate, length);
  *length = code == SAR_OK ? MIN ((uint32_t) *length, sizeof certificate) : 0;
  return skf_fine (SKF_TO_CERTIFICATE, "SKF_ExportCertificate", code, trouble);
}

gboolean
skf_say_container (SkfWalk *walk, const SkfPlace *place, LineTrouble *trouble)
{
  SkfHandle container = NULL;
  SkfNumber length = 0;
  g_autofree char *address = skf_address_new (skf.path, place->device, place->application, place->container);
  gboolean well = SKF_CALL (SKF_TO_FIND, SKF_OpenContainer, walk->application, place->container, &container)
                  && skf_read_certificate (container, &length, trouble);

  if (well && length > 0)
    {
      gboolean meant = skf_address_fits (walk->address, place->device, place->application, place->container);
      YnTokenFrame frame = {
        .kind = YN_TOKEN_CERTIFICATE,
        .flags = meant ? 0 : YN_TOKEN_BESIDE,
        .data = (uint32_t) length,
      };

      line_say (frame, (const char *[]){ address, NULL }, certificate);
    }
  if (container != NULL)
    skf.SKF_CloseContainer (container);
  return well;
}
