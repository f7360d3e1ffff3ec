// SPDX-License-Identifier: MIT
#pragma once

#include "net/readyrequest.h"

namespace hopscope
{

/// How a browser comes to send the request: a typed address, a form of a page, or a script's fetch().
enum class BrowserWay { Address, Form, Fetch };

/// GET without own fields is an address; POST of form fields without own fields but Content-Type is a form; everything
/// else is fetch(). A form's body has to be what a browser makes of its fields.
BrowserWay wayOf(const TraceRequest &request);
/// The id of the profile that says what the browser will do.
QString predictorOf(const QString &realId, BrowserWay way);

/// The page of the first URL's origin that a form or a script begins from, and its URL.
QByteArray startPage(const ReadyRequest &ready, BrowserWay way);
QByteArray startUrl(const ReadyRequest &ready);
/// The script that begins: the form is submitted, or fetch() called, with credentials as the profiles have it. The
/// expression of fetch() is a promise that never fails.
QByteArray startScript(const ReadyRequest &ready, BrowserWay way);
/// Removes the fields that a page's script cannot set (Fetch, forbidden request-header), and returns their names.
QStringList takeUnsettableFields(Headers &headers);

} // namespace hopscope
