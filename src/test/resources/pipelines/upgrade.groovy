// An application's deployment, in one step. Variables: erp (the tag of an image), options (more of the step's arguments).
apsDeploy([application: 'vacation', project: 'holiday', release: '2',
        administrators: apsAccess(users: ['ada']),
        connectors: [
                apsConnector(name: 'email', template: 'email', variables: '{"EMAIL_HOST": "smtp.example.org"}',
                        secrets: [apsSecret(variable: 'EMAIL_PASSWORD', credentialsId: 'smtp')]),
                apsConnector(name: 'erp', image: "registry.example.org/erp:${erp}")]] + options)
