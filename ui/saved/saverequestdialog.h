// SPDX-License-Identifier: MIT
#pragma once

#include "net/resolvedrequest.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace hopscope
{

class CollectionStore;

/// Asks for name and folder of a request that is saved, and what becomes of its secrets.
class SaveRequestDialog : public QDialog
{
    Q_OBJECT

public:
    /// `store` outlives the dialog.
    SaveRequestDialog(CollectionStore &store, const TraceRequest &request, const RedactionOptions &redaction,
                      QWidget *parent = nullptr);

    void accept() override;

Q_SIGNALS:
    void saved(const QString &path);

private:
    void useVariables();
    void showSecrets();

    CollectionStore &m_store;
    TraceRequest m_request;
    RedactionOptions m_redaction;
    QList<SecretProposal> m_used; ///< put in, and not written yet
    QLineEdit *m_name;
    QComboBox *m_folder;
    QLabel *m_secrets;
    QPushButton *m_use;
    QCheckBox *m_withSecrets;
    QLabel *m_fault;
};

} // namespace hopscope
