def first = apsDeploy(
        application: '@APPLICATION@',
        project: 'holiday',
        release: '1',
        administrators: apsAccess(users: ['processadminuser']),
        connectors: [
            apsConnector(name: 'email', template: 'email', variables: '{"EMAIL_HOST": "smtp.example.org"}',
                    secrets: [apsSecret(variable: 'EMAIL_PASSWORD', credentialsId: 'smtp')]),
            apsConnector(name: 'erp', image: 'registry.example.org/erp:1.2'),
        ])
echo "FIRST ${first.status}"
apsDeploy(
        application: '@APPLICATION@',
        project: 'holiday',
        release: '2',
        administrators: apsAccess(users: ['processadminuser']),
        connectors: [
            apsConnector(name: 'email', image: 'registry.example.org/unschedulable:1.0',
                    variables: '{"EMAIL_HOST": "smtp.example.org"}',
                    secrets: [apsSecret(variable: 'EMAIL_PASSWORD', credentialsId: 'smtp')]),
            apsConnector(name: 'erp', image: 'registry.example.org/erp:2.0'),
        ],
        timeoutMinutes: 10,
        componentTimeoutMinutes: 5)
