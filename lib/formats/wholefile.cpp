// SPDX-License-Identifier: MIT
#include "formats/wholefile.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace hopscope
{

WholeFile::WholeFile(const QString &path) : m_path(path)
{
    const QFileInfo there(path);
    // QSaveFile would put a file of its own in the place of a device.
    if (there.exists() && !there.isFile() && !there.isDir())
        m_file = std::make_unique<QFile>(path);
    else
        m_file = std::make_unique<QSaveFile>(path);
}

bool WholeFile::open()
{
    return m_file->open(QIODevice::WriteOnly);
}

bool WholeFile::append(const QByteArray &bytes)
{
    return m_file->write(bytes) == bytes.size();
}

bool WholeFile::commit()
{
    // QSaveFile's own does not tell when the last bytes did not fit on the disk.
    if (!m_file->flush())
        return false;
    if (auto *saved = qobject_cast<QSaveFile *>(m_file.get()))
        return saved->commit();
    m_file->close();
    return m_file->error() == QFileDevice::NoError;
}

} // namespace hopscope
