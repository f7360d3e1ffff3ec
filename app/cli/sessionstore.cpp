// SPDX-License-Identifier: MIT
#include "app/cli/sessionstore.h"

#include "app/cli/common.h"
#include "formats/session/sessionfile.h"
#include "text/boundedread.h"

#include <QFile>

#include <algorithm>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

/// "2 values of cookies and 1 stored redirect".
QString omissionText(const SessionOmissions &leftOut)
{
    QStringList parts;
    if (leftOut.cookieValues > 0)
        parts.append(leftOut.cookieValues == 1 ? u"the value of 1 cookie"_s
                                               : u"the values of %1 cookies"_s.arg(leftOut.cookieValues));
    if (leftOut.redirects > 0)
        parts.append(leftOut.redirects == 1 ? u"1 stored redirect with a secret in it"_s
                                            : u"%1 stored redirects with a secret in them"_s.arg(leftOut.redirects));
    return parts.join(u" and "_s);
}

} // namespace

SessionStore::SessionStore(const QString &path, bool withSecrets) : m_path(path), m_withSecrets(withSecrets) {}

QString SessionStore::open(bool changes)
{
    if (m_path.isEmpty())
        return {};
    QFile file(m_path);
    if (file.exists()) {
        if (!file.open(QIODevice::ReadOnly))
            return u"the session %1 cannot be read (%2): check its permissions"_s.arg(m_path, file.errorString());
        const Result<QByteArray> content = readAtMost(file, u"The session %1"_s.arg(m_path), kMaxSessionBytes);
        const Result<ClientMemory> memory = !content ? Result<ClientMemory>::failure(content.error)
                                            : content->trimmed().isEmpty() ? Result<ClientMemory>(ClientMemory())
                                                                           : readSession(*content);
        if (!memory)
            return u"the session %1 cannot be used: %2"_s.arg(m_path, memory.error);
        m_memory = *memory;
        // Who kept the values once has asked for it: they are not lost by the next visit.
        m_withSecrets = m_withSecrets || std::ranges::any_of(m_memory.jar.cookies, &Cookie::valueKnown);
    }
    if (!changes)
        return {};
    m_file.emplace(m_path, FileAccess::OwnerOnly);
    if (!m_file->open())
        return u"the session %1 cannot be written (%2): choose another file"_s.arg(m_path, m_file->errorString());
    return {};
}

int SessionStore::keep(const ClientMemory &memory, const RedactionOptions &redaction)
{
    if (!m_file)
        return kExitOk;
    const SessionFile file =
        writeSession(memory, m_withSecrets ? SessionSecrets::Kept : SessionSecrets::LeftOut, redaction);
    if (!m_file->write(file.json))
        return usageError(
            u"the session %1 was not written (%2): choose another file"_s.arg(m_path, m_file->errorString()));
    if (const QString left = omissionText(file.leftOut); !left.isEmpty())
        printError(u"the session is without %1; --no-redact keeps them"_s.arg(left));
    return kExitOk;
}

} // namespace hopscope::cli
