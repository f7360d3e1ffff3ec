// SPDX-License-Identifier: MIT
#include "ui/files/recentfiles.h"

#include <QFileInfo>
#include <QSettings>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kRecentFilesKey = "recentFiles"_L1;

} // namespace

QStringList recentFiles()
{
    const QStringList files = QSettings().value(kRecentFilesKey).toStringList();
    return files.first(std::min(files.size(), kMaxRecentFiles));
}

void rememberFile(const QString &path)
{
    const QString whole = QFileInfo(path).absoluteFilePath();
    QStringList files = recentFiles();
    files.removeAll(whole);
    files.prepend(whole);
    QSettings().setValue(kRecentFilesKey, files.first(std::min(files.size(), kMaxRecentFiles)));
}

void forgetFile(const QString &path)
{
    QStringList files = recentFiles();
    files.removeAll(path);
    QSettings().setValue(kRecentFilesKey, files);
}

void forgetFiles()
{
    QSettings().remove(kRecentFilesKey);
}

} // namespace hopscope
