// SPDX-License-Identifier: MIT
#pragma once

#include "formats/collection/secretvalues.h"
#include "formats/collection/variables.h"
#include "net/requestfile.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace hopscope
{

/// More files are not read, and said.
inline constexpr qsizetype kMaxCollectionFiles = 10'000;
inline constexpr int kMaxCollectionDepth = 32; ///< of folders in folders

/// A folder or a request of a collection.
struct CollectionEntry {
    QString path; ///< from the collection's folder: "shop/add item.request.json"
    QString name; ///< "add item"
    bool isFolder = false;
    SavedRequest saved; ///< of a request
    QString error;      ///< why the file cannot be read; it is left as it is

    /// How many folders it is in.
    qsizetype depth() const { return path.count(u'/'); }
    bool operator==(const CollectionEntry &) const = default;
};

/// The variables of one file of a collection.
struct CollectionEnvironment {
    QString name;
    QList<Variable> variables;
    QString error; ///< why the file cannot be read; it is left as it is

    bool operator==(const CollectionEnvironment &) const = default;
};

/// What a folder of requests holds.
struct Collection {
    QString folder;
    QList<CollectionEntry> entries; ///< a folder before what is in it; folders first, then by order and name
    QList<Variable> variables;      ///< of variables.json: they count with every environment, which may have others
    QString variablesError;
    QList<CollectionEnvironment> environments; ///< by name
    QStringList faults;                        ///< what was not read, a sentence each

    bool operator==(const Collection &) const = default;
};

/// $HOPSCOPE_REQUESTS, or hopscope/requests in the folder of the user's data.
QString requestsFolder();
/// The folder of a path in a collection; empty for what is at the top.
QString parentPath(const QString &path);
/// The path of what is called `name` in a folder; an empty folder is the top.
QString childPath(const QString &folder, const QString &name);
/// The environment of that name; nullptr if there is none, as for an empty name.
const CollectionEnvironment *findEnvironment(const Collection &collection, const QString &name);
/// Which files of variables cannot be read, and why: a line each, variables.json first.
QStringList variableFaults(const Collection &collection);

/// Reads all of a collection; a folder that does not exist has nothing. Links to folders are not followed.
Collection readCollection(const QString &folder);

/// Reads one file of a request. The error says why it cannot be read, or what is wrong in it, with `place` before that.
Result<SavedRequest> readRequestFile(const QString &path, const QString &place = {});
/// The variables of a collection alone.
Collection readVariables(const QString &folder);
/// Reads one file of variables, called like the environment.
CollectionEnvironment readEnvironmentFile(const QString &path);
/// Makes a relative name of a file one of `folder`; one that begins with a variable may be absolute and stays.
void makeAbsolute(QString &file, const QString &folder);
/// `request` with the relative names of its files as those of `folder`, where its own file is.
TraceRequest withFilesFrom(const QString &folder, TraceRequest request);

/// The collection that a request's file is part of: the nearest folder above it with environments or variables.json,
/// else its own.
QString collectionOf(const QString &requestFile);
/// The variables of `environment`, with those of variables.json below; an empty name is no environment. Values of
/// secret ones come from `secrets`, those of variables.json under no environment. The error names the file.
Result<Variables> variablesOf(const Collection &collection, const QString &environment, const SecretValues &secrets);

/// What a request or folder called `name` is called on disk; the names of all systems are possible.
QString fileNameOf(const QString &name);
QString requestFileName(const QString &name);
QString environmentPath(const QString &folder, const QString &environment);
/// `folder`/`name`.request.json, with a number behind the name if there is such a file already. Who asks often for one
/// name keeps the `number` to go on with, from 1.
QString unusedRequestPath(const QString &folder, const QString &name, int *number = nullptr);

/// Writes a request's file, with the folders above it; nothing when the file says the same already. Empty, or one
/// sentence: also when there is a broken file, which is not replaced.
QString saveRequest(const QString &path, const SavedRequest &saved);
/// The same for a file of variables; an empty name is variables.json.
QString saveEnvironment(const QString &folder, const QString &environment, const QList<Variable> &variables);

} // namespace hopscope
