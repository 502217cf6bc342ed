import bootstrap from './bootstrap.py'
import awsCall from './lib/aws_call.py'
import boto3 from './lib/boto3/__init__.py'
import client from './lib/boto3/client.py'
import dynamodb from './lib/boto3/dynamodb/__init__.py'
import conditions from './lib/boto3/dynamodb/conditions.py'
import attributes from './lib/boto3/dynamodb/types.py'
import resource from './lib/boto3/resource.py'
import session from './lib/boto3/session.py'
import botocore from './lib/botocore/__init__.py'
import config from './lib/botocore/config.py'
import exceptions from './lib/botocore/exceptions.py'
import worldTime from './world_time.py'

/** What lies under `/var/runtime` of a Python environment. */
export const LIBRARY: Record<string, string> = {
  'bootstrap.py': bootstrap,
  'world_time.py': worldTime,
  'aws_call.py': awsCall,
  'boto3/__init__.py': boto3,
  'boto3/client.py': client,
  'boto3/resource.py': resource,
  'boto3/session.py': session,
  'boto3/dynamodb/__init__.py': dynamodb,
  'boto3/dynamodb/conditions.py': conditions,
  'boto3/dynamodb/types.py': attributes,
  'botocore/__init__.py': botocore,
  'botocore/config.py': config,
  'botocore/exceptions.py': exceptions,
}
