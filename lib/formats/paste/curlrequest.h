// SPDX-License-Identifier: MIT
#pragma once

#include "formats/paste/curloptions.h"
#include "formats/paste/pastedrequest.h"

namespace hopscope
{

/// Collects what the options of a curl command ask for, and makes a request of it as curl would (curl's manual page).
class CurlRequest
{
public:
    /// `input` is what "@-" reads.
    explicit CurlRequest(const QByteArray &input) : m_input(input) { m_request.follows = false; }

    /// `option` is how the option was written. Empty, or one sentence that says what is wrong.
    QString apply(CurlEffect effect, const QByteArray &value, const QString &option);
    void addUrl(const QByteArray &url);
    void note(const QString &text) { m_request.notes.append(text); }
    Result<PastedRequest> result();

private:
    void addHeader(const QByteArray &line, const QString &option);
    /// Whether it is an option about cookies, HSTS or credentials; then it is done.
    bool applyMemory(CurlEffect effect, const QByteArray &value, const QString &option);
    void addCookie(const QByteArray &value);
    void setReferer(const QByteArray &value, const QString &option);
    void addData(CurlEffect effect, const QByteArray &value);
    QString addPart(const QByteArray &value, bool literal);
    void addPiece(const QByteArray &bytes, const QString &file, BodyPiece::Filter filter);
    bool isRemoved(const QByteArray &name) const;
    void finishMethod();
    void finishHeaders();
    void finishUrl();
    void chooseClient();

    PastedRequest m_request;
    Headers m_own; ///< that options ask for, not -H
    QByteArray m_input;
    QList<QByteArray> m_urls;
    QByteArray m_method; ///< as given
    QList<QByteArray> m_cookies;
    QList<QByteArray> m_query;
    QList<QByteArray> m_removed; ///< names of fields that were taken away
    QByteArray m_contentType;    ///< of the data, unless a field says otherwise
    QByteArray m_userAgent;
    QByteArray m_upload;
    bool m_json = false;
    bool m_get = false;
    bool m_head = false;
    bool m_compressed = false;
    bool m_keepsPost = false;
    bool m_trusted = false;
    QString m_autoReferer; ///< the option whose value ended with ;auto
    bool m_followsByKind = false;
    bool m_pathAsIs = false;
};

} // namespace hopscope
